#!/usr/bin/env bash
# Makes what is missing for `make run` or `make test`, and nothing else:
#   system libraries (only where it may install them), .venv with the dependencies, compiled translations.
# What it may not install it names, with the command that would.
#
#   tools/setup.sh run     what the program needs, with a window
#   tools/setup.sh test    what the checks and tests need, without a window
#
# PYTHON names the interpreter to use (3.11 or newer); otherwise the first fitting one is taken.
set -euo pipefail
cd "$(dirname "$0")/.."

purpose=${1:?"usage: tools/setup.sh run|test"}
venv=.venv
python=$venv/bin/python

# soname:Debian package. Qt loads the first list always, the others for an X11 or a Wayland session.
qt_libraries="libEGL.so.1:libegl1 libGL.so.1:libgl1 libxkbcommon.so.0:libxkbcommon0
    libfontconfig.so.1:libfontconfig1 libdbus-1.so.3:libdbus-1-3 libglib-2.0.so.0:libglib2.0-0"
x11_libraries="libxkbcommon-x11.so.0:libxkbcommon-x11-0 libxcb-cursor.so.0:libxcb-cursor0
    libxcb-icccm.so.4:libxcb-icccm4 libxcb-image.so.0:libxcb-image0 libxcb-keysyms.so.1:libxcb-keysyms1
    libxcb-randr.so.0:libxcb-randr0 libxcb-render-util.so.0:libxcb-render-util0
    libxcb-shape.so.0:libxcb-shape0 libxcb-xkb.so.1:libxcb-xkb1"
wayland_libraries="libwayland-cursor.so.0:libwayland-cursor0"

say() { printf 'docbao: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

# The packages of those "soname:package" pairs whose library the linker does not know.
missing_packages() {
    local ldconfig known pair
    ldconfig=$(PATH="$PATH:/sbin:/usr/sbin" command -v ldconfig) || return 0
    known=$("$ldconfig" -p 2>/dev/null) || return 0
    for pair in "$@"; do
        case "$known" in
            *"${pair%%:*} "*) ;;
            *) printf '%s ' "${pair#*:}" ;;
        esac
    done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# Installs Debian packages if this user may do so without being asked for a password.
install_packages() {
    command -v apt-get >/dev/null || return 1
    as_root true 2>/dev/null || return 1
    say "installing the system packages $*"
    local apt="env DEBIAN_FRONTEND=noninteractive apt-get -qq"
    as_root $apt install -y --no-install-recommends "$@" >/dev/null 2>&1 && return
    as_root $apt update >/dev/null && as_root $apt install -y --no-install-recommends "$@" >/dev/null
}

system_libraries() {
    local needed wanted
    needed=$(missing_packages $qt_libraries)
    wanted=
    if [ "$purpose" = run ]; then
        [ -z "${DISPLAY:-}" ] || wanted=$(missing_packages $x11_libraries)
        [ -z "${WAYLAND_DISPLAY:-}" ] || wanted+=$(missing_packages $wayland_libraries)
    fi
    [ -n "$needed$wanted" ] || return 0
    if ! install_packages $needed $wanted; then
        [ -z "$wanted" ] || say "the window may lack system libraries: sudo apt-get install $wanted"
        [ -z "$needed" ] || fail "system libraries are missing and may not be installed from here:" \
            "sudo apt-get install $needed"
    fi
}

# Prints the first interpreter that is new enough.
find_python() {
    local candidate
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

make_venv() {
    local base version
    base=$(find_python) || { install_packages python3 && base=$(find_python); } ||
        fail "Python 3.11 or newer is needed and was not found; PYTHON=/path/to/python3 names one that is elsewhere"
    version=$("$base" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    if ! "$base" -c 'import ensurepip, venv' 2>/dev/null; then
        install_packages "python$version-venv" ||
            fail "Python's venv module is missing: sudo apt-get install python$version-venv"
    fi
    say "making $venv with Python $version"
    "$base" -m venv --clear "$venv" || fail "the virtual environment $venv could not be made"
}

pip() { "$python" -m pip -qq --disable-pip-version-check --no-input "$@"; }

# What was installed is written into the environment itself: it goes when that goes, is moved or outdated.
dependencies() {
    local extras=$1 key
    key="$PWD $(cat pyproject.toml hatch_build.py | cksum)"
    for done in "$venv/installed-test" "$venv/installed-$purpose"; do
        [ "$(cat "$done" 2>/dev/null)" = "$key" ] && "$python" -c '' 2>/dev/null && return
    done
    "$python" -m pip --version >/dev/null 2>&1 || make_venv
    say "installing the dependencies (the first time takes a few minutes)"
    pip install --upgrade pip && pip install --editable ".$extras" ||
        fail "the dependencies could not be installed; pip's message above says why (no network?)"
    printf '%s' "$key" >"$venv/installed-$purpose"
}

translations() {
    local source
    for source in resources/translations/*/LC_MESSAGES/docbao.po; do
        if [ ! "${source%.po}.mo" -nt "$source" ]; then
            "$python" tools/i18n.py compile
            return
        fi
    done
}

case $purpose in
    run) extras= ;;
    test) extras='[dev]' ;;
    *) fail "usage: tools/setup.sh run|test" ;;
esac
system_libraries
dependencies "$extras"
translations
