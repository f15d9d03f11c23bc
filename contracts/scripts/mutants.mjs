// Finds small faults that could be put into src/*.sol, by the compiler's syntax tree, and writes sources that hold all
// of them at once: `block.prevrandao` says which one is on. So they are compiled once, not once for each.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { root, solidityIn } from "./forge.mjs";

const SWITCH = "block.prevrandao";
const GUARD = "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
// As in compile.mjs.
const SETTINGS = { evmVersion: "cancun", optimizer: { enabled: true, runs: 200 } };
const solc = createRequire(import.meta.url)("solc");

const BOUNDARY = { "<": "<=", "<=": "<", ">": ">=", ">=": ">" };
const OPPOSITE = { "<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "==" };
const ARITHMETIC = { "+": "-", "-": "+", "*": "/", "/": "*" };
const EXTREME = new Map([["Math.min", "Math.max"], ["Math.max", "Math.min"]]);
const LOGIC = { "&&": "||", "||": "&&" };

/**
 * The operators: what each is called and what it makes of a node, as the text that replaces the node. A `statement`
 * replaces a whole statement (with nothing: drops it), an `expression` a value.
 */
const OPERATORS = [
  expression("comparison: boundary moved", "BinaryOperation", (n, t) => infix(n, t, BOUNDARY)),
  expression("comparison: turned round", "BinaryOperation", (n, t) => infix(n, t, OPPOSITE)),
  expression("arithmetic: + for -, * for /", "BinaryOperation", (n, t) => infix(n, t, ARITHMETIC)),
  expression("logic: and for or", "BinaryOperation", (n, t) => infix(n, t, LOGIC)),
  expression("logic: not dropped", "UnaryOperation", (n, t) => (n.operator === "!" ? t(n.subExpression) : null)),
  expression("sign dropped", "UnaryOperation", (n, t) => (n.operator === "-" ? t(n.subExpression) : null)),
  expression("choice swapped", "Conditional", (n, t) =>
    `${t(n.condition)} ? ${t(n.falseExpression)} : ${t(n.trueExpression)}`),
  expression("rounding: up for down", "BinaryOperation", (n, t) =>
    n.operator === "/" ? `(${t(n.leftExpression)} + ${t(n.rightExpression)} - 1) / ${t(n.rightExpression)}` : null),
  expression("rounding: up for down", "FunctionCall", (n, t) =>
    t(n.expression) === "Math.mulDiv" && n.arguments.length === 3
      ? `Math.mulDiv(${n.arguments.map(t).join(", ")}, Math.Rounding.Ceil)` : null),
  expression("rounding: down for up", "FunctionCall", (n, t) =>
    t(n.expression) === "Math.ceilDiv" ? `${t(n.arguments[0])} / ${t(n.arguments[1])}` : null),
  expression("rounding: down for up", "MemberAccess", (n, t) =>
    t(n) === "Math.Rounding.Ceil" ? "Math.Rounding.Floor" : null),
  expression("min for max", "FunctionCall", (n, t) => {
    const other = EXTREME.get(t(n.expression));
    return other ? `${other}(${n.arguments.map(t).join(", ")})` : null;
  }),
  expression("constant off by one", "Literal", (n, t) => (n.kind === "number" ? `(${t(n)} + 1)` : null)),
  expression("constant off by one", "Identifier", (n, t) =>
    /^[A-Z][A-Z0-9_]+$/.test(n.name) && /^uint/.test(n.typeDescriptions.typeString ?? "") ? `(${t(n)} + 1)` : null),
  expression("true for false", "Literal", (n) => (n.kind === "bool" ? String(n.value !== "true") : null)),
  statement("check dropped", "ExpressionStatement", (n, t) => (isRequire(n) ? "" : null)),
  statement("event dropped", "EmitStatement", () => ""),
  statement("assignment dropped", "ExpressionStatement", (n) =>
    (n.expression.nodeType === "Assignment" && !isPointer(n.expression.leftHandSide)) ||
    /^(\+\+|--|delete)$/.test(n.expression.operator) ? "" : null),
  statement("arithmetic: += for -=", "ExpressionStatement", (n, t) => {
    const other = { "+=": "-=", "-=": "+=" }[n.expression.operator];
    return other ? `${t(n.expression.leftHandSide)} ${other} ${t(n.expression.rightHandSide)};` : null;
  }),
  statement("call dropped", "ExpressionStatement", (n, t) =>
    n.expression.nodeType === "FunctionCall" && !isRequire(n) ? "" : null),
  statement("if dropped", "IfStatement", (n) => (n.falseBody ? null : "")),
  { name: "modifier dropped", kind: "modifier", nodeType: "ModifierInvocation", make: () => "" },
];

/**
 * All candidates, in the sources' order: `{number, id, file, line, place, operator, before, after}` and what writing
 * them needs. The id stays the same while the faulty place and what surrounds it in its function stay the same.
 */
export function findMutants() {
  const mutants = [];
  const seen = new Map();
  for (const [file, { bytes, ast }] of Object.entries(parsed())) {
    walk(ast, [], (node, parents) => {
      const place = placeOf(parents);
      if (!place || parents.some((p) => p.nodeType === "VariableDeclaration" && p.stateVariable)) return;
      for (const operator of OPERATORS) {
        if (operator.nodeType !== node.nodeType || !fits(operator, node, parents)) continue;
        const text = (n) => slice(bytes, n);
        const after = operator.make(node, text);
        if (after === null || after === undefined) continue;
        const [start, end] = extent(bytes, node, operator.kind);
        const before = bytes.subarray(start, end).toString();
        const name = `${place} | ${operator.name} | ${short(before)}${after && ` -> ${short(after)}`}`;
        const count = (seen.get(name) ?? 0) + 1;
        seen.set(name, count);
        const line = bytes.subarray(0, start).toString().split("\n").length;
        const id = count === 1 ? name : `${name} | ${count}`;
        const number = mutants.length + 1;
        const { name: called, kind } = operator;
        mutants.push({ number, id, file, line, place, operator: called, before, after, kind, start, end });
      }
    });
  }
  return mutants;
}

/** The sources with these mutants in them, `{path: text}`; with the switch at 0 they do what the originals do. */
export function sourcesWith(mutants) {
  const sources = {};
  for (const [file, { bytes, ast }] of Object.entries(parsed())) {
    const edits = groups(mutants.filter((mutant) => mutant.file === file));
    edits.push(...modifierEdits(bytes, ast, file, mutants), ...mutabilityEdits(bytes, ast));
    sources[file] = withPackageModifiers(render(bytes, 0, bytes.length, nested(edits)), mutants);
  }
  sources["src/ReentrancyGuard.sol"] = guard(mutants);
  return sources;
}

/** The mutants without those that don't compile, found by where the compiler complains about all of them together. */
export function compilable(mutants) {
  const sources = sourcesWith(mutants);
  const settings = { ...SETTINGS, outputSelection: { "*": { "*": ["evm.bytecode.object"] } } };
  const errors = compile(sources, settings).errors?.filter((problem) => problem.severity === "error") ?? [];
  if (errors.length === 0) return mutants;
  const guilty = new Set(errors.map(({ sourceLocation, formattedMessage }) => {
    const before = Buffer.from(sources[sourceLocation?.file] ?? "").subarray(0, sourceLocation?.start).toString();
    const marker = [...before.matchAll(/\/\*@(\d+)\*\//g)].at(-1);
    if (!marker) throw new Error(`no fault explains why this doesn't compile:\n${formattedMessage}`);
    return Number(marker[1]);
  }));
  return compilable(mutants.filter((mutant) => !guilty.has(mutant.number)));
}

/** Stands before each mutant's text, so that a compiler's complaint leads back to it. */
export const markerOf = (number) => `/*@${number}*/`;

function expression(name, nodeType, make) {
  return { name, kind: "expression", nodeType, make };
}

function statement(name, nodeType, make) {
  return { name, kind: "statement", nodeType, make };
}

function infix(node, text, others) {
  const other = others[node.operator];
  return other ? `${text(node.leftExpression)} ${other} ${text(node.rightExpression)}` : null;
}

function isRequire(node) {
  return node.expression.nodeType === "FunctionCall" && node.expression.expression.name === "require";
}

/** The compiler wants every pointer to storage to be set. */
function isPointer(node) {
  return node.nodeType === "Identifier" && / storage pointer$/.test(node.typeDescriptions.typeString);
}

/** Loop headers have no statements to drop, a zero address or hash is no number, heirs' arguments are no modifiers. */
function fits(operator, node, parents) {
  const parent = parents.at(-1);
  if (operator.kind === "statement" && parent.nodeType === "ForStatement" && parent.body !== node) return false;
  if (operator.kind === "modifier") return node.kind !== "baseConstructorSpecifier" && parent.kind !== "constructor";
  if (operator.name === "constant off by one") {
    return parent.kind !== "typeConversion" && !(parent.nodeType === "Assignment" && parent.leftHandSide === node);
  }
  return true;
}

function placeOf(parents) {
  const contract = parents.find((p) => p.nodeType === "ContractDefinition");
  const callable = parents.find((p) => /^(Function|Modifier)Definition$/.test(p.nodeType));
  if (!contract || !callable?.body) return null;
  return `${contract.name}.${callable.name || callable.kind}`;
}

let cache;
function parsed() {
  if (cache) return cache;
  const sources = Object.fromEntries(solidityIn("src").map((name) => [name, readFileSync(join(root, name), "utf8")]));
  const { sources: compiled } = compile(sources, { outputSelection: { "*": { "": ["ast"] } } });
  const fileOf = ([name, text]) => [name, { bytes: Buffer.from(text), ast: compiled[name].ast }];
  cache = Object.fromEntries(Object.entries(sources).map(fileOf));
  return cache;
}

function compile(texts, settings) {
  const sources = Object.fromEntries(Object.entries(texts).map(([name, content]) => [name, { content }]));
  const input = { language: "Solidity", sources, settings };
  return JSON.parse(solc.compile(JSON.stringify(input), { import: readPackage }));
}

function readPackage(path) {
  const file = join(root, "node_modules", path);
  return existsSync(file) ? { contents: readFileSync(file, "utf8") } : { error: `not found: ${path}` };
}

function walk(node, parents, visit) {
  if (Array.isArray(node)) return node.forEach((child) => walk(child, parents, visit));
  if (!node || typeof node !== "object") return;
  if (node.nodeType) visit(node, parents);
  const next = node.nodeType ? [...parents, node] : parents;
  Object.entries(node).forEach(([key, child]) => key !== "typeDescriptions" && walk(child, next, visit));
}

function range(node) {
  const [start, length] = node.src.split(":").map(Number);
  return [start, start + length];
}

function slice(bytes, node) {
  return bytes.subarray(...range(node)).toString();
}

/** A statement's range in the tree leaves out its semicolon. */
function extent(bytes, node, kind) {
  const [start, end] = range(node);
  if (kind !== "statement") return [start, end];
  const rest = /^\s*;/.exec(bytes.subarray(end, end + 20).toString());
  return [start, bytes[end - 1] === 0x3b || bytes[end - 1] === 0x7d || !rest ? end : end + rest[0].length];
}

function short(text) {
  return text.replace(/\s+/g, " ").trim();
}

function groups(mutants) {
  const map = new Map();
  for (const mutant of mutants) {
    const key = `${mutant.start}:${mutant.end}:${mutant.kind}`;
    if (!map.has(key)) map.set(key, { start: mutant.start, end: mutant.end, kind: mutant.kind, mutants: [] });
    map.get(key).mutants.push(mutant);
  }
  return [...map.values()];
}

/** After each of our modifiers, one for each place that drops it: a parameter would cost the function a stack slot. */
function modifierEdits(bytes, ast, file, mutants) {
  const own = mutants.filter((mutant) => mutant.file === file && mutant.kind !== "modifier");
  const list = [];
  walk(ast, [], (node) => {
    if (node.nodeType !== "ModifierDefinition") return;
    const [, end] = range(node);
    const copies = usesOf(node.name, mutants).map((number) => {
      const parts = node.body.statements.map((part) => {
        const [from, to] = extent(bytes, part, "statement");
        const within = groups(own.filter((m) => m.start >= from && m.end <= to));
        const text = render(bytes, from, to, nested(within));
        return part.nodeType === "PlaceholderStatement" ? "_;" : `if (${SWITCH} != ${number}) { ${text} }`;
      });
      return `modifier ${node.name}_${number}() { ${parts.join(" ")} }`;
    });
    list.push({ start: end, end, kind: "replace", text: `\n${copies.join("\n")}` });
  });
  return list;
}

/** The numbers of the mutants that drop this modifier. */
function usesOf(name, mutants) {
  const uses = mutants.filter((m) => m.kind === "modifier" && m.before.split("(")[0].trim() === name);
  return uses.map((m) => m.number);
}

/** What looks at the switch can't be pure. */
function mutabilityEdits(bytes, ast) {
  const list = [];
  walk(ast, [], (node) => {
    if (node.nodeType !== "FunctionDefinition" || node.stateMutability !== "pure" || !node.body) return;
    const [start] = range(node);
    const head = bytes.subarray(start, range(node.body)[0]).toString();
    const at = start + head.search(/\bpure\b/);
    list.push({ start: at, end: at + 4, kind: "replace", text: "view" });
  });
  return list;
}

/** Outermost first; each edit gets those within it. Ranges of a syntax tree nest. */
function nested(edits) {
  const outside = { statement: 0, modifier: 1, expression: 2, replace: 3 };
  const sorted = [...edits].sort((a, b) => a.start - b.start || b.end - a.end || outside[a.kind] - outside[b.kind]);
  const top = [];
  const open = [];
  for (const edit of sorted) {
    edit.inner = [];
    while (open.length > 0 && open.at(-1).end <= edit.start) open.pop();
    (open.at(-1)?.inner ?? top).push(edit);
    open.push(edit);
  }
  return top;
}

function render(bytes, start, end, edits) {
  let text = "";
  let at = start;
  for (const edit of edits) {
    text += bytes.subarray(at, edit.start).toString() + edited(bytes, edit);
    at = edit.end;
  }
  return text + bytes.subarray(at, end).toString();
}

function edited(bytes, edit) {
  if (edit.kind === "replace") return edit.text;
  const original = render(bytes, edit.start, edit.end, edit.inner);
  if (edit.kind === "modifier") return original.replace(/^\w+/, (name) => `${name}_${edit.mutants[0].number}`);
  if (edit.kind === "expression") {
    const choices = edit.mutants.map((m) => `${markerOf(m.number)} ${SWITCH} == ${m.number} ? (${m.after}) : `);
    return `(${choices.join("")}${original})`;
  }
  const choices = edit.mutants.map((m) => `${markerOf(m.number)} if (${SWITCH} == ${m.number}) { ${m.after} } else `);
  return `{ ${choices.join("")}{ ${original} } }`;
}

/** OpenZeppelin's modifiers don't know the switch; onlyRole's copies stand in the contract that uses it. */
function withPackageModifiers(text, mutants) {
  const guarded = text.replace(`"${GUARD}"`, '"./ReentrancyGuard.sol"');
  const uses = usesOf("onlyRole", mutants).filter((number) => guarded.includes(`onlyRole_${number}(`));
  const copyOf = (n) => `modifier onlyRole_${n}(bytes32 role) { if (${SWITCH} != ${n}) _checkRole(role); _; }`;
  const copies = uses.map(copyOf);
  return guarded.replace(/^contract [^{]*\{/m, (head) => `${head}\n${copies.join("\n")}`);
}

/** OpenZeppelin's guard, with a modifier for each place that drops it. */
function guard(mutants) {
  const original = readFileSync(join(root, "node_modules", GUARD), "utf8");
  const modifier = /modifier nonReentrant\(\) \{\s*_nonReentrantBefore\(\);\s*_;\s*_nonReentrantAfter\(\);\s*\}/;
  if (!modifier.test(original)) throw new Error("OpenZeppelin's ReentrancyGuard has changed: adapt guard()");
  const copies = usesOf("nonReentrant", mutants).map((number) => {
    const on = `if (${SWITCH} != ${number})`;
    return `modifier nonReentrant_${number}() { ${on} _nonReentrantBefore(); _; ${on} _nonReentrantAfter(); }`;
  });
  const imported = original.replace('"./StorageSlot.sol"', '"@openzeppelin/contracts/utils/StorageSlot.sol"');
  return imported.replace(modifier, (text) => `${text}\n${copies.join("\n")}`);
}
