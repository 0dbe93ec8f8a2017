//! Logistic regression that keeps few weights: follow the regularised leader, coordinate by coordinate.

/// A sentence by its clues, and whether it holds what is learnt.
pub struct Case<'c> {
    pub clues: &'c [u32],
    pub holds: bool,
}

/// Weights in natural logarithms of odds.
pub struct Model {
    pub weights: Vec<f64>,
    /// What every sentence has.
    pub always: f64,
}

/// Times that all cases are gone through.
const PASSES: usize = 12;
/// How fast weights move.
const STEP: f64 = 0.04;
/// What a weight must be worth to be kept at all.
const LEAST: f64 = 36.0;
/// How weights are held near nought.
const SHRINK: f64 = 2.0;
/// A prime by which cases are gone through in an order that is theirs by no rule.
const STRIDE: usize = 7_919;

/// What has been seen of one clue.
#[derive(Clone, Copy, Default)]
struct Seen {
    pull: f64,
    squares: f64,
}

impl Seen {
    fn weight(self) -> f64 {
        let over = self.pull.abs() - LEAST;
        if over <= 0.0 { 0.0 } else { -self.pull.signum() * over / (self.squares.sqrt() / STEP + SHRINK) }
    }

    fn add(&mut self, slope: f64) {
        let squares = self.squares + slope * slope;
        self.pull += slope - (squares.sqrt() - self.squares.sqrt()) / STEP * self.weight();
        self.squares = squares;
    }
}

impl Model {
    /// Learns from cases whose clues are numbered below `clues`.
    pub fn learnt(cases: &[Case<'_>], clues: usize) -> Self {
        let mut seen = vec![Seen::default(); clues];
        let (mut always, mut squares) = (0.0, 1.0_f64);
        for turn in 0..PASSES * cases.len() {
            let case = &cases[turn * STRIDE % cases.len()];
            let sum: f64 = always + case.clues.iter().map(|c| seen[*c as usize].weight()).sum::<f64>();
            let slope = 1.0 / (1.0 + (-sum).exp()) - f64::from(u8::from(case.holds));
            case.clues.iter().for_each(|c| seen[*c as usize].add(slope));
            squares += slope * slope;
            always -= slope * STEP / squares.sqrt();
        }
        Self { weights: seen.into_iter().map(Seen::weight).collect(), always }
    }

    /// What speaks for a sentence's holding it.
    pub fn odds(&self, clues: &[u32]) -> f64 {
        self.always + clues.iter().filter_map(|c| self.weights.get(*c as usize)).sum::<f64>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_with_a_clue_is_learnt_and_a_clue_that_says_nothing_is_left_out() {
        let both: Vec<[u32; 2]> = (0..400).map(|i| [i % 2, 2 + i % 3]).collect();
        let cases: Vec<Case<'_>> = both.iter().map(|c| Case { clues: c, holds: c[0] == 1 }).collect();
        let model = Model::learnt(&cases, 5);
        assert!(model.odds(&[1]) > 1.0 && model.odds(&[0]) < -1.0, "{:?} {}", model.weights, model.always);
        assert!(model.weights[2..].iter().all(|w| w.abs() < 0.3), "{:?}", model.weights);
    }
}
