#!/usr/bin/env bash
# Makes the sounds that the dialplan plays without us, dialplans/sounds/*.alaw: 8 kHz A-law,
# which no trunk has to transcode.
#
#   sounds.sh [FOLDER]
#
# Needs espeak-ng and sox. Better: have a person record the same words, and keep the names.
set -euo pipefail
OUT=${1:-$(cd "$(dirname "$0")/.." && pwd)/dialplans/sounds}
mkdir -p "$OUT"

say() { # name, words; the voice of Mandarin text is cmn-latn-pinyin: cmn reads the pinyin as English
    local raw
    raw=$(mktemp --suffix=.wav)
    espeak-ng -v cmn-latn-pinyin -s 160 -w "$raw" "$2"
    sox "$raw" -t raw -r 8000 -c 1 -e a-law "$OUT/$1.alaw" gain -n -6 rate
    rm -f "$raw"
}

say static-warning "您好，这里是反诈中心，九 六 幺 幺 零。您可能遇到了诈骗。请不要转账，不要说出验证码。有疑问，请拨打 九 六 幺 幺 零。"
say inbound "您好，这里是反诈中心，九 六 幺 幺 零。刚才是我们打给您的，提醒您当心诈骗。您没有做错什么，请放心。要和民警说话，请按 一。"
say connecting "正在接通民警，请不要挂断。"
say operators-busy "民警正忙，会尽快打给您。这之前，请不要转账。"
