// What is asserted, and what failed.
const failures = [];
let passed = 0;

// Something that must hold; where it does not, `detail` says what was there instead.
export function must(holds, sentence, detail = "") {
  if (holds) {
    passed += 1;
    return;
  }
  failures.push(sentence);
  console.error(`FAILED  ${sentence}${detail ? `\n        ${String(detail).slice(0, 600)}` : ""}`);
}

// Prints the sum; answers whether everything held.
export function summary() {
  console.log(`browser walks: ${passed} passed, ${failures.length} failed`);
  return failures.length === 0;
}
