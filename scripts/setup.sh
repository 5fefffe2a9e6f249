# What the launcher needs before it can start the program. Progress goes to standard error, the program's output alone to standard output.

artifacts=$root/artifacts
program=$root/src/Atiende/bin/Release/net10.0/atiende.dll
dotnet=$(command -v dotnet || echo "${HOME-}/.dotnet/dotnet")

say() { printf 'atiende: %s\n' "$*" >&2; }

stop() { say "$*"; exit 1; }

# step WHAT COMMAND…: runs it quietly and says how long it takes; when it fails, shows what it said and fails.
step() {
  local what=$1 log=$artifacts/setup.log began=$SECONDS told=0 pid
  shift
  mkdir -p "$artifacts"
  say "$what …"
  "$@" >"$log" 2>&1 </dev/null &
  pid=$!
  trap 'kill "$pid" 2>/dev/null; exit 130' INT TERM
  while kill -0 "$pid" 2>/dev/null; do
    sleep 0.2
    if [ $((SECONDS - began - told)) -ge 10 ]; then told=$((SECONDS - began)); say "  still at it, ${told} s"; fi
  done
  trap - INT TERM
  wait "$pid" && return 0
  grep -E 'error|Error|ERR' "$log" | sort -u | head -n 20 >&2 || tail -n 20 "$log" >&2
  say "$what failed; all it said is in $log"
  return 1
}

# The program is built again only when a source is newer, fewer or more than at the last build.
build_program() {
  local stamp wanted
  stamp=$artifacts/built
  wanted=$(sources_stamp)
  is_built() { [ -f "$program" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; }
  is_built && return 0

  mkdir -p "$artifacts"
  exec 9>"$artifacts/build.lock"
  flock 9
  is_built && return 0 # by another that was first
  need_dotnet
  need_packages node=nodejs npm=npm 'chromium=chromium?'
  rm -f "$stamp"
  # The analyzers are the tests' business; without them the first start is sooner.
  step 'building (the first time takes a minute or two)' \
    "$dotnet" build "$root/src/Atiende" -c Release -v q --nologo -nodeReuse:false -p:RunAnalyzers=false || exit 1
  printf '%s\n' "$wanted" >"$stamp"
  exec 9>&-
}

sources_stamp() {
  (
    cd "$root"
    find src Directory.*.props global.json \
      \( -name bin -o -name obj -o -name node_modules -o -name dist \) -prune -o -type f -printf '%p %T@ %s\n' | sort | sha256sum
  )
}

need_dotnet() {
  local said
  [ -x "$dotnet" ] || stop "the .NET SDK 10.0 is missing. Install it and type this again:
    wget https://packages.microsoft.com/config/debian/12/packages-microsoft-prod.deb
    sudo dpkg -i packages-microsoft-prod.deb && sudo apt-get update && sudo apt-get install -y dotnet-sdk-10.0
  (other systems: https://dotnet.microsoft.com/download/dotnet/10.0)"
  if ! said=$(cd "$root" && "$dotnet" --version 2>&1); then
    case $said in
      *ICU*) need_packages /usr/lib/*/libicuuc.so.*=libicu72 && said=$(cd "$root" && "$dotnet" --version 2>&1) && return 0 ;;
    esac
    stop "the .NET SDK that $root/global.json asks for cannot start ($dotnet): $said"
  fi
}

# need_packages WHAT=PACKAGE…: WHAT is a command, or a file by its path; what is missing is installed from Debian, by root only.
# With a ? after the package the program starts without it too.
need_packages() {
  local pair package needed=() missing=()
  for pair in "$@"; do
    package=${pair#*=}
    if present "${pair%%=*}"; then continue; fi
    missing+=("${package%\?}")
    case $package in *\?) ;; *) needed+=("$package") ;; esac
  done
  [ ${#missing[@]} -gt 0 ] || return 0

  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    step "looking for Debian's packages" apt-get update || exit 1
    step "installing from Debian: ${missing[*]}" apt-get install -y --no-install-recommends "${missing[@]}" || exit 1
  elif [ ${#needed[@]} -gt 0 ]; then
    stop "missing: ${missing[*]}. Type this, and then the same again:
    sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing[*]}"
  else
    say "without ${missing[*]} some things cannot be done, such as printing PDF: sudo apt-get install ${missing[*]}"
  fi
}

present() {
  case $1 in
    /*) compgen -G "$1" >/dev/null ;;
    *) command -v "$1" >/dev/null ;;
  esac
}
