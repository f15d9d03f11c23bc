#!/bin/sh
# Installs the npm tools of package-lock.json into node_modules, once per lock file; does nothing when they are there.
set -eu
cd "$(dirname "$0")/.."

fail() {
    echo "contracts: $1" >&2
    exit 1
}

command -v node >/dev/null 2>&1 || fail "Node.js 20 or newer is needed to build the contracts, and no 'node' is in PATH. Install Node.js and run this again."
command -v npm >/dev/null 2>&1 || fail "npm is needed to install the contracts' tools, and no 'npm' is in PATH. Install it with Node.js 20 or newer and run this again."
version=$(node --version)
major=${version#v}
major=${major%%.*}
[ "$major" -ge 20 ] || fail "Node.js 20 or newer is needed to build the contracts; 'node' in PATH is $version."

lock=$(cat package.json package-lock.json | node -e 'console.log(require("node:crypto").createHash("sha256").update(require("node:fs").readFileSync(0)).digest("hex"))')
stamp=node_modules/.lock-installed
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$lock" ]; then
    exit 0
fi
echo "contracts: installing the tools of package-lock.json (compiler, chain, test runner)"
npm ci --no-fund --no-audit --loglevel=error || fail "'npm ci' failed in $(pwd); its message is above."
echo "$lock" >"$stamp"
