#!/bin/sh
# Fetch KERN UX again and check every byte. For maintainers: neither make nor the product ever calls it.
set -eu
VERSION=2.7.2
PAKET_SHA256=b82c23c35a198e60ee4c53c5d14911432437f03802441b7473e8d7003795adb0
cd "$(dirname "$0")"
ziel="kern-$VERSION"
arbeit=$(mktemp -d)
trap 'rm -rf "$arbeit"' EXIT

( cd "$arbeit" && npm pack --silent "@kern-ux/native@$VERSION" >/dev/null && tar xzf ./*.tgz )
echo "$PAKET_SHA256  $(ls "$arbeit"/*.tgz)" | sha256sum --check --quiet

mkdir -p "$ziel/fonts"
cp "$arbeit/package/dist/kern.min.css" "$ziel/"
cp "$arbeit/package/LICENSE.md" "$ziel/LICENSE-KERN.md"
for schnitt in Regular Italic Medium SemiBold Bold; do
  cp "$arbeit/package/dist/fonts/fira-sans/FiraSans-$schnitt.woff2" "$ziel/fonts/"
done
chmod 644 "$ziel"/* "$ziel"/fonts/* 2>/dev/null || true
chmod 755 "$ziel/fonts"

if [ "${1:-}" = "--neu" ]; then
  ( cd "$ziel" && find . -type f ! -name SHA256SUMS | LC_ALL=C sort | xargs sha256sum > SHA256SUMS )
fi
( cd "$ziel" && sha256sum --check --quiet SHA256SUMS )
echo "$ziel stimmt mit dem Paket überein."
