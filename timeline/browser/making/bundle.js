/**
 * Bundles src/page.js and src/served.js, one file each.
 *
 * A bundle is a plain script: an exported page carries it inline, the server as a file. At its end are the licences
 * of what is in it, for a page is all of it that is handed on.
 */
import { build } from "esbuild";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const home = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * The folder of the package that a file of node_modules is part of; null for a file of our own.
 * @param {string} file as esbuild names it: from `home`, with slashes
 */
function packageOf(file) {
  const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file);
  return found ? found[1] : null;
}

/** @param {string} folder */
function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(home, folder, "package.json"), "utf8"));
  const file = ["LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE"].find((each) => existsSync(join(home, folder, each)));
  if (!file) throw new Error(`${name} has no file LICENSE: its licence (${license}) has to go into the bundle`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(home, folder, file), "utf8").trim()}`;
}

/** @param {string} name */
async function bundle(name) {
  const result = await build({
    absWorkingDir: home,
    entryPoints: [`src/${name}`],
    outfile: join(home, name),
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "none", // whole licences follow
    metafile: true,
    write: false,
    logLevel: "warning",
  });
  if (result.warnings.length > 0) throw new Error(`${name}: esbuild warns; nothing was written`);
  const used = Object.values(result.metafile.outputs).flatMap((output) =>
    Object.entries(output.inputs).flatMap(([file, part]) => (part.bytesInOutput > 0 ? [packageOf(file)] : [])),
  );
  const packages = [...new Set(used.filter((folder) => folder !== null))].sort();
  const licences = packages.map(licenceOf).join("\n\n----\n\n");
  const text = result.outputFiles[0].text.trimEnd() + "\n";
  return licences ? `${text}/*! In this file:\n\n${licences.replaceAll("*/", "* /")}\n*/\n` : text;
}

/**
 * What may stand between <script> and </script> as it is.
 * @param {string} name
 * @param {string} text
 */
function checked(name, text) {
  const found = /<\/script|<script|<!--/i.exec(text);
  if (found) throw new Error(`${name} has ${found[0]} in it: inline, a page would end its script there`);
  return text;
}

/** @returns {Promise<Record<string, string>>} what each built file holds */
export async function bundles() {
  const names = ["page.js", "served.js"];
  const texts = await Promise.all(names.map(bundle));
  return Object.fromEntries(names.map((name, number) => [name, checked(name, texts[number])]));
}
