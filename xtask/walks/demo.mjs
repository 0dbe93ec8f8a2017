// The demonstration office: started for the walks, ended with them.
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const READY_MILLIS = 120_000;

// Starts the program on a free port, with what it is told besides; answers with its address and the link of each reader.
export async function start(program, also = []) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "chancery-walks-"));
  const dir = path.join(folder, "demo.chancery");
  const child = spawn(program, ["demo", "--dir", dir, "--port", "0", ...also], { stdio: ["ignore", "pipe", "pipe"] });
  const stop = async () => {
    // It writes until it has ended.
    const ended = child.exitCode === null && new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
    fs.rmSync(folder, { recursive: true, force: true });
  };
  try {
    const said = await told(child, "Ctrl-C ends.");
    return { links: links(said), address: said.match(/http:\/\/[^/]+/)[0], stop };
  } catch (failure) {
    await stop();
    throw failure;
  }
}

function told(child, last) {
  let [said, talk] = ["", ""];
  child.stderr.on("data", (bytes) => (talk += bytes));
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the demonstration does not start: ${talk}`)), READY_MILLIS);
    child.once("exit", (code) => reject(new Error(`the demonstration ended with ${code}: ${talk}`)));
    child.stdout.on("data", (bytes) => {
      said += bytes;
      if (!said.includes(last)) return;
      clearTimeout(late);
      resolve(said);
    });
  });
}

function links(said) {
  const found = [...said.matchAll(/^ {2}(.+):\n\s+(http:\S+)$/gm)].map(([, who, link]) => [who, link]);
  const of = (words) => {
    const line = found.find(([who]) => who.includes(words));
    if (!line) throw new Error(`the demonstration gives no link for "${words}":\n${said}`);
    return line[1];
  };
  return { bone: of("Foreign Secretary"), coles: of("her private secretary"), desk: of("desk officer"), keeper: of("keeper"), pm: of("Prime Minister"), security: of("security officer") };
}
