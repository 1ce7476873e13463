/** Writes every built file into a folder: `node making/make.js FOLDER`. Called by tools/browser.py. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";
import { bundles } from "./bundle.js";
import { land } from "./land.js";

const folder = argv[2];
const built = { ...(await bundles()), "land.json": land() };
for (const [name, text] of Object.entries(built)) writeFileSync(join(folder, name), text);
