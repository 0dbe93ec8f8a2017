//! Prints the anatomy and the findings of a text: `read_file FILE [day-first]`.
#![allow(clippy::print_stdout)]

use chancery_reading::{Context, read};

fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1);
    let path = args.next().unwrap_or_default();
    let text = String::from_utf8_lossy(&std::fs::read(path)?).into_owned();
    let reading = read(&text, &Context { day_first: args.next().is_some(), ..Context::default() });
    for (i, part) in reading.parts.iter().enumerate() {
        println!("[{i}] {:?} parent {:?} {} {:?}", part.place, part.parent, part.kind.word(), part.span);
        println!("    {:?}", part.particulars);
        for field in &part.fields {
            let doubt = if field.doubtful { " doubtful" } else { "" };
            println!(
                "    {:?}{doubt} {}..{} {:?} {:?}",
                field.role,
                field.span.start,
                field.span.end,
                field.span.of(&text),
                field.date
            );
        }
    }
    for finding in &reading.findings {
        let Some(evidence) = text.get(finding.evidence.start as usize..finding.evidence.end as usize) else {
            continue;
        };
        println!(
            "{:?} {} [{}] {:?} {}..{}",
            finding.what,
            finding.rule,
            finding.part,
            finding.confidence,
            finding.evidence.start,
            finding.evidence.end
        );
        println!("    {evidence:?}");
        for role in &finding.roles {
            println!(
                "    {:?} = {:?} {}",
                role.name,
                role.value,
                role.when.as_ref().map_or(String::new(), |w| format!("{w:?}"))
            );
        }
    }
    Ok(())
}
