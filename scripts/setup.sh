#!/usr/bin/env bash
# Installs what the tests need and this machine lacks: Debian packages through
# apt-get, npm test tools from the lock file. Quick and silent when all is
# there. Never downloads a browser.
set -euo pipefail
cd "$(dirname "$0")/.."

# One row a need: the Debian packages, then the check that makes them needless.
needs=(
  "chromium            | have_any chromium chromium-browser google-chrome google-chrome-stable"
  "fontconfig          | have_any fc-list"
  "fonts-noto-cjk      | have_chinese_font"
  "gcc libc6-dev       | have_any gcc cc clang"
  "libreoffice-writer-nogui libreoffice-calc-nogui | have_office"
  "nodejs              | have_any node"
  "npm                 | have_any npm"
)

have_any() {
  local name
  for name in "$@"; do
    if command -v "$name" >/dev/null 2>&1; then return 0; fi
  done
  return 1
}

have_chinese_font() {
  have_any fc-list && [ -n "$(fc-list :lang=zh-cn family)" ]
}

# Writer and Calc both: Word files are made, workbooks are opened.
have_office() {
  have_any soffice && [ "$(find /usr/lib/libreoffice/program -name 'libs[wc]lo.so' 2>/dev/null | wc -l)" = 2 ]
}

missing_packages() {
  local row
  for row in "${needs[@]}"; do
    if ! ${row#*|}; then echo "${row%%|*}"; fi
  done
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    env DEBIAN_FRONTEND=noninteractive "$@"
  elif [ -t 0 ]; then
    sudo env DEBIAN_FRONTEND=noninteractive "$@"
  else
    sudo -n env DEBIAN_FRONTEND=noninteractive "$@"
  fi
}

give_up() {
  {
    echo "setup: missing on this machine: $1"
    echo "setup: $2"
    echo "setup: without them, 'go test ./...' still runs every test that needs no browser."
  } >&2
  exit 1
}

install_packages() {
  local packages
  packages=$(missing_packages | xargs)
  if [ -z "$packages" ]; then return; fi
  if ! have_any apt-get; then
    give_up "$packages" "there is no apt-get here; please install their equivalents by hand."
  fi
  if [ "$(id -u)" != 0 ] && ! have_any sudo; then
    give_up "$packages" "please run as root: apt-get install $packages"
  fi
  echo "setup: installing $packages" >&2
  local apt=(apt-get -qq -o DPkg::Lock::Timeout=300)
  # shellcheck disable=SC2086 # a list of words
  if ! { as_root "${apt[@]}" update && as_root "${apt[@]}" install -y --no-install-recommends $packages >/dev/null; }; then
    give_up "$packages" "apt-get could not install them (see above)."
  fi
  packages=$(missing_packages | xargs)
  if [ -n "$packages" ]; then give_up "$packages" "apt-get installed them, but they do not answer."; fi
}

install_npm_tools() {
  local dir=test/browser
  local stamp=$dir/node_modules/.installed-lock.json
  if cmp -s "$dir/package-lock.json" "$stamp"; then return; fi
  echo "setup: installing the npm test tools" >&2
  (cd "$dir" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
  cp "$dir/package-lock.json" "$stamp"
}

install_packages
install_npm_tools
