#!/usr/bin/env bash
# Debian 13: LibTorch 2.6, Qt 6.8, OpenCV 4.10, gcc 14. See check-in-debian.sh for what it needs.
exec "$(dirname "${BASH_SOURCE[0]}")/check-in-debian.sh" trixie "$@"
