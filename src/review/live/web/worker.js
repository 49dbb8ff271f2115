// Runs a chapter in Python, away from the page: CPython for WebAssembly, with the library and the data of this site.
// It is asked {notebook, parameters, show}, {document}, or nothing to start alone, and tells of its start, of each cell and of the end.
import { ConsoleStdout, Directory, File, PreopenDirectory, WASI } from "./wasi/index.js";

const ENVIRONMENT = ["REVIEW_PROJECT=/project", "PYTHONHASHSEED=0", "TZ=UTC", "HOME=/tmp", "TMPDIR=/tmp", "NO_COLOR=1"];
const START = `
import sys, zipfile
zipfile.ZipFile("/live/project.zip").extractall("/project")
sys.path[:0] = ["/project/src", "/live/packages.zip"]
from review.live import running
running.without_drawing()
import review.notebook
print('{"python": "CPython %d.%d"}' % sys.version_info[:2])
`;
let python = null;

function tell(message) { postMessage(message); }

// Each file is counted as it comes: a reader sees how much is still to be loaded.
function counted(response, count) {
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return response.body.pipeThrough(new TransformStream({
    transform(chunk, out) { count(chunk.length); out.enqueue(chunk); },
  }));
}

async function load() {
  const index = await (await fetch("index.json")).json();
  const names = ["python.wasm.deflate", "python.zip", "packages.zip", "project.zip"];
  const total = names.reduce((sum, name) => sum + index.sizes[name], 0);
  let loaded = 0;
  const count = (size) => { loaded += size; tell({ step: "loading", loaded, total }); };
  tell({ index });
  const [wasm, ...zips] = names.map((name) => fetch(name).then((response) => counted(response, count)));
  const unpacked = wasm.then((stream) => stream.pipeThrough(new DecompressionStream("deflate-raw")));
  const headers = { "Content-Type": "application/wasm" };
  const compiled = unpacked.then((stream) => WebAssembly.compileStreaming(new Response(stream, { headers })));
  const files = zips.map(async (stream) => new File(await new Response(await stream).arrayBuffer(), { readonly: true }));
  return Promise.all([compiled, ...files]);
}

function printed(line) {
  try { tell(JSON.parse(line)); } catch (refused) { tell({ said: line }); }
}

async function start() {
  const [module, standard, packages, project] = await load();
  tell({ step: "starting" });
  const folder = (files) => new Directory(new Map(files));
  const library = folder([["lib", folder([["python315.zip", standard]])]]);
  const root = new PreopenDirectory("/", new Map([
    ["usr", folder([["local", library]])],
    ["live", folder([["packages.zip", packages], ["project.zip", project]])],
    ["project", folder([])],
    ["tmp", folder([])],
  ]));
  const faults = [];
  const nothing = new ConsoleStdout(() => {});
  const output = ConsoleStdout.lineBuffered(printed);
  const errors = ConsoleStdout.lineBuffered((line) => faults.push(line));
  const wasi = new WASI(["python"], ENVIRONMENT, [nothing, output, errors, root], { debug: false });
  const imports = { wasi_snapshot_preview1: { ...wasi.wasiImport }, host: { call: () => -1 } };
  for (const { module: of, name } of WebAssembly.Module.imports(module)) {
    imports[of][name] = imports[of][name] || (() => 52); // not to be had here
  }
  const instance = await WebAssembly.instantiate(module, imports);
  wasi.initialize(instance);
  const { memory, host_alloc: reserve, turn } = instance.exports;
  return function run(code) {
    const bytes = new TextEncoder().encode(code);
    const place = reserve(bytes.length);
    new Uint8Array(memory.buffer).set(bytes, place);
    faults.length = 0;
    const status = turn(place, bytes.length);
    tell({ memory: memory.buffer.byteLength });
    if (status) throw new Error(faults.filter(Boolean).pop() || "Python ended without a word");
  };
}

onmessage = async function (event) {
  try {
    if (!python) {
      python = await start();
      python(START);
    }
    tell({ step: "running" });
    if (event.data.notebook || event.data.document) python(`running.respond(${JSON.stringify(JSON.stringify(event.data))})`);
    else tell({ done: true });
  } catch (fault) {
    tell({ error: String(fault.message || fault) });
  }
};

tell({ ready: true });
