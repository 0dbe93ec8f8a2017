// What a reader may not know is, to the byte, as if it were not there.
import { must } from "./findings.mjs";

const REFERENCES = ["S 82/1", "S 82/2"];
const FIELDS = new Set(["date"]);

// Nothing that the reader is shown tells of those papers.
export async function tellsNothing(context, address, named, hidden, who) {
  for (const [name, where] of named) {
    const text = await (await context.request.get(address + where)).text();
    const told = [...REFERENCES, ...hidden].filter((one) => text.includes(one));
    must(told.length === 0, `${name}, ${who}: tells nothing of papers above him`, told.join(", "));
  }
}

// The address of a paper above the reader answers as one that nobody has.
export async function isAbsent(context, address, hidden, who) {
  const nobody = await answer(context, `${address}/paper/${"0123456789abcdef".repeat(2)}`);
  for (const where of hidden) {
    for (const part of ["", "/original"]) {
      const other = await answer(context, address + where + part);
      const same = other.status === 404 && other.text === nobody.text && other.headers === nobody.headers;
      must(same, `${who}: ${where.slice(0, 14)}…${part} is absent, to the byte`, JSON.stringify([other, nobody]));
    }
  }
}

async function answer(context, where) {
  const got = await context.request.get(where);
  const headers = got.headersArray().filter(({ name }) => !FIELDS.has(name.toLowerCase()));
  return { status: got.status(), text: await got.text(), headers: JSON.stringify(headers) };
}
