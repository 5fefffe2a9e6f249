# ./atiende test: restore, format, build, every test project; ends with the line "N passed, N failed".

results=$artifacts/tests
passed=0
failed=0
complete=no

run_tests() {
  local explicit=() project
  case "${1-}" in
    '') ;;
    --long)
      explicit=(--explicit on)
      export ATIENDE_LONG=1 # Properties are checked on many seeds.
      ;;
    -h | --help) printf 'Usage: ./atiende test [--long]\n\nRuns every test; with --long those too that take minutes.\n'; exit 0 ;;
    *) printf 'atiende: %s is not an option of test (see: ./atiende test --help)\n' "'$1'" >&2; exit 2 ;;
  esac

  trap finish EXIT
  need_dotnet
  need_packages node=nodejs npm=npm '/usr/lib/postgresql/*/bin/initdb=postgresql' chromium=chromium pdftoppm=poppler-utils vips=libvips-tools zbarimg=zbar-tools sipp=sip-tester tesseract=tesseract-ocr /usr/share/tesseract-ocr/5/tessdata/spa.traineddata=tesseract-ocr-spa /usr/sbin/clamd=clamav-daemon
  rm -rf "$results"
  mkdir -p "$results"
  cd "$root"
  # Locked: a package that is not the one of packages.lock.json fails. After a change of packages: dotnet restore
  step 'restoring' "$dotnet" restore Atiende.slnx --locked-mode -v q || exit 1
  step 'building' "$dotnet" build Atiende.slnx --no-restore -v q --nologo -nodeReuse:false || exit 1
  count step 'checking the format' "$dotnet" format Atiende.slnx --no-restore --verify-no-changes
  for project in tests/*/*.csproj; do
    run_project "$(basename "$project" .csproj)" "${explicit[@]}"
  done
  complete=yes
  exit 0 # and so to finish
}

# count COMMAND…: a check that is one test.
count() {
  if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}

run_project() {
  local name=$1 exit_code=0 report line began=$SECONDS fine bad
  shift
  report=$results/$name.xml
  say "$name …"
  "$dotnet" "tests/$name/bin/Debug/net10.0/$name.dll" --report-xunit --report-xunit-filename "$name.xml" --results-directory "$results" \
    --no-progress --no-ansi --output Normal --ignore-exit-code 8 "$@" >"$results/$name.log" 2>&1 </dev/null || exit_code=$?
  line=$(grep -m 1 -o '<assembly [^>]*>' "$report" 2>/dev/null || true)
  fine=$(number passed "$line")
  bad=$(($(number failed "$line") + $(number errors "$line")))
  if [ "$exit_code" != 0 ]; then
    if [ "$bad" = 0 ]; then bad=1; fi
    grep -v '^{' "$results/$name.log" | grep -vE '^\s*$' | tail -n 60 >&2 || true
  fi
  say "$name: $fine passed, $bad failed in $((SECONDS - began)) s"
  passed=$((passed + fine))
  failed=$((failed + bad))
}

# number NAME ELEMENT: the value of an attribute, 0 where it is not.
number() {
  local value
  value=$(sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$2")
  printf '%s' "${value:-0}"
}

finish() {
  # What ended before its end, whatever the reason, has failed.
  [ $complete = yes ] || failed=$((failed + 1))
  printf '%s passed, %s failed\n' "$passed" "$failed"
  [ "$failed" = 0 ] && exit 0
  exit 1
}
