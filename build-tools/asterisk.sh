#!/usr/bin/env bash
# A real Asterisk and a sipp to call, for tests; nothing of the system is touched.
#
#   asterisk.sh install [CACHE]             fetches both into CACHE (default: target/asterisk) unless they are there,
#                                           and prints the folder they are in
#   asterisk.sh run DIR SIP AMI RTP CALLEE  writes a configuration into DIR and runs Asterisk in the foreground on
#                                           loopback: SIP over UDP, AMI over TCP, RTP on 1,200 ports from RTP (two for
#                                           a call); its only trunk is the callee's UDP port
#   asterisk.sh callee DIR PORT RTP         runs sipp in the foreground, which does what the called number's end says
#                                           (docs/voice.md, "Numbers that say what happens")
#   asterisk.sh bench [OPTIONS]             runs both on ports from 25038 and `tocsin bench asterisk OPTIONS` against them
#
# run and callee need install's folder in ASTERISK_PREFIX. Debian amd64 with apt; Asterisk comes from Debian sid and runs
# with its own loader and libraries, so that it fits any release. No root is needed but for sipp's pressed keys.
set -euo pipefail
HERE=$(cd "$(dirname "$0")" && pwd)
VERSION=v1 # of this list of packages
PACKAGES="asterisk asterisk-modules asterisk-config sip-tester libasound2-data libbrotli1 libbsd0 libc6 libcap2
libcom-err2 libcrypt1 libcurl4t64 libdbus-1-3 libedit2 libgcc-s1 libgsl28 libgslcblas0 libgsm1 libgssapi-krb5-2
libidn2-0 libjansson4 libk5crypto3 libkeyutils1 libkrb5-3 libkrb5support0 libldap2 libmd0 libncursesw6 libnghttp2-14
libnghttp3-9 libngtcp2-16 libngtcp2-crypto-ossl0 libpcap0.8t64 libpsl5t64 libpugixml1v5 libsasl2-2 libsctp1
libsqlite3-0 libssh2-1t64 libssl3t64 libstdc++6 libsystemd0 libtinfo6 libunistring5 liburiparser1 libuuid1
libxml2-16 libxslt1.1 libzstd1 zlib1g"
MODULES="res_timing_timerfd codec_alaw codec_ulaw codec_a_mu codec_resample format_pcm format_wav format_sln pbx_config
res_pjproject res_sorcery_config res_sorcery_memory res_sorcery_astdb res_pjsip res_pjsip_session res_pjsip_pubsub
res_pjsip_sdp_rtp res_pjsip_caller_id res_pjsip_rfc3326 res_pjsip_nat res_pjsip_header_funcs
res_pjsip_outbound_authenticator_digest res_pjsip_authenticator_digest res_pjsip_endpoint_identifier_ip res_rtp_asterisk chan_pjsip bridge_simple
app_dial app_playback app_read app_stack app_exec app_verbose app_userevent app_mixmonitor res_speech res_agi
app_queue func_callerid func_channel func_global func_hangupcause func_timeout func_logic func_strings func_cut"

loader() { "$1/lib64/ld-linux-x86-64.so.2" --library-path "$1/usr/lib/x86_64-linux-gnu" "${@:2}"; }

apt_state() { # an apt of our own: its packages' signatures are checked with Debian's keys
    local apt=$1 mirror
    mkdir -p "$apt"/etc/{apt.conf.d,preferences.d,sources.list.d} "$apt"/state/lists/partial \
        "$apt"/cache/archives/partial "$apt/log"
    : >"$apt/state/status"
    mirror=$(awk '/^URIs:/{print $2; exit}' /etc/apt/sources.list.d/debian.sources 2>/dev/null || true)
    [ -n "$mirror" ] || mirror=$(awk '$1 == "deb" && $2 ~ /^http/ {print $2; exit}' /etc/apt/sources.list 2>/dev/null || true)
    # Mirrors that are snapshots have an expired index; its signature is checked all the same.
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg check-valid-until=no] ${mirror:-http://deb.debian.org/debian} sid main" \
        >"$apt/etc/sources.list"
    cat >"$apt/apt.conf" <<E
Dir::Etc "$apt/etc";
Dir::Etc::sourcelist "$apt/etc/sources.list";
Dir::Etc::sourceparts "$apt/etc/sources.list.d";
Dir::Etc::parts "$apt/etc/apt.conf.d";
Dir::Etc::preferencesparts "$apt/etc/preferences.d";
Dir::State "$apt/state";
Dir::State::status "$apt/state/status";
Dir::Cache "$apt/cache";
Dir::Log "$apt/log";
APT::Architecture "amd64";
APT::Install-Recommends "false";
APT::Get::Assume-Yes "true";
APT::Sandbox::User "root";
Acquire::Retries "3";
Acquire::Languages "none";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled "false";
Debug::NoLocking "true";
E
}

unpack() { # deb files' folder, prefix
    mkdir -p "$2"/usr/{bin,sbin,lib,lib64}
    for link in bin sbin lib lib64; do ln -sfn "usr/$link" "$2/$link"; done
    # shellcheck disable=SC2016 # the inner shell's own variables
    find "$1" -name '*.deb' -print0 | xargs -0 -P2 -n6 bash -c 'to=$0; for deb; do dpkg-deb --fsys-tarfile "$deb" |
        tar -x -C "$to" --keep-directory-symlink --no-same-owner --exclude=./usr/share/doc --exclude=./usr/share/man \
        --exclude=./usr/share/locale; done' "$2"
}

complete() { # prefix: everything that will be loaded finds its libraries
    local module
    loader "$1" "$1/usr/sbin/asterisk" -V >/dev/null || return 1
    for module in $MODULES; do
        if "$1/lib64/ld-linux-x86-64.so.2" --library-path "$1/usr/lib/x86_64-linux-gnu" --list \
            "$1/usr/lib/x86_64-linux-gnu/asterisk/modules/$module.so" 2>&1 | grep -q 'not found'; then
            echo "$module lacks a library" >&2
            return 1
        fi
    done
    { loader "$1" "$1/usr/bin/sipp" -v 2>/dev/null || true; } | grep -q SIPp
}

install_both() {
    local cache prefix apt
    mkdir -p "$1"
    cache=$(cd "$1" && pwd) prefix=$cache/prefix-$VERSION apt=$cache/apt
    exec 9>"$cache/.lock"
    flock 9
    if [ ! -f "$prefix/.ok" ] || ! loader "$prefix" "$prefix/usr/sbin/asterisk" -V >/dev/null 2>&1; then
        rm -rf "$prefix" "$apt"
        apt_state "$apt"
        export APT_CONFIG=$apt/apt.conf
        apt-get -q update >&2
        # shellcheck disable=SC2086 # a list of words
        if ! { (cd "$apt/cache/archives" && apt-get -q download $PACKAGES >&2) &&
            unpack "$apt/cache/archives" "$prefix" && complete "$prefix"; }; then
            echo "the short list of packages does not fit today's sid: taking all that Asterisk names" >&2
            rm -rf "$prefix"
            apt-get -q -d install asterisk sip-tester >&2
            unpack "$apt/cache/archives" "$prefix"
            complete "$prefix"
        fi
        loader "$prefix" "$prefix/usr/sbin/asterisk" -V >"$prefix/.ok"
        rm -rf "$apt"
    fi
    echo "$(cat "$prefix/.ok"), $(du -sm "$prefix" | cut -f1) MB" >&2
    echo "$prefix"
}

configure() { # DIR SIP AMI RTP CALLEE
    local dir=$1 etc=$1/etc prefix=$ASTERISK_PREFIX file module
    mkdir -p "$dir"/{etc,lib,db,keys,cache,agi,run,log/cdr-csv,spool/{outgoing,monitor,recording,tmp},data/sounds}
    ln -sfn "$prefix/usr/share/asterisk/documentation" "$dir/data/documentation"
    # What an optional module misses is an error line at boot.
    for file in acl ccss cel cli_permissions codecs dsp features pjproject queuerules stasis udptl; do : >"$etc/$file.conf"; done
    cat >"$etc/asterisk.conf" <<E
[directories]
astcachedir => $dir/cache
astetcdir => $etc
astmoddir => $prefix/usr/lib/x86_64-linux-gnu/asterisk/modules
astvarlibdir => $dir/lib
astdbdir => $dir/db
astkeydir => $dir/keys
astdatadir => $dir/data
astagidir => $dir/agi
astspooldir => $dir/spool
astrundir => $dir/run
astlogdir => $dir/log
astsbindir => $prefix/usr/sbin
[options]
hideconnect = yes
transmit_silence = yes
maxcalls = 600
E
    printf '[logfiles]\nmessages => notice,warning,error\n' >"$etc/logger.conf"
    { printf '[modules]\nautoload=no\n' && for module in $MODULES; do echo "load=$module.so"; done; } >"$etc/modules.conf"
    printf '[general]\nenable=no\n' >"$etc/cdr.conf"
    printf '[general]\nrtpstart=%s\nrtpend=%s\nrtpbindaddr=127.0.0.1\nstrictrtp=no\nicesupport=no\n' \
        "$4" "$(($4 + 1199))" >"$etc/rtp.conf"
    printf '[general]\ncountry=us\n[us]\ndescription=US\nringcadence=2000,4000\ndial=350+440\nbusy=480+620/500,0/500\nring=440+480/2000,0/4000\ncongestion=480+620/250,0/250\n' >"$etc/indications.conf"
    cat >"$etc/manager.conf" <<E
[general]
enabled = yes
bindaddr = 127.0.0.1
port = $3
webenabled = no
displayconnects = no
timestampevents = yes
[tocsin]
secret = tocsin-test
permit = 127.0.0.1/255.255.255.255
read = call,system,user
write = originate,call,system,reporting
writetimeout = 5000
$(grep '^eventfilter' "$HERE/../dialplans/manager.sample.conf")
[watch]
secret = tocsin-test
permit = 127.0.0.1/255.255.255.255
read = call,agi
write = system
writetimeout = 5000
eventfilter(action(include),name(Newstate)) =
eventfilter(action(include),name(Newchannel)) =
eventfilter(action(include),name(Hangup)) =
eventfilter(action(include),name(AGIExecStart)) =
E
    cat >"$etc/pjsip.conf" <<E
[global]
type=global
endpoint_identifier_order=ip
[system]
type=system
timer_t1=100
timer_b=6400
[udp]
type=transport
protocol=udp
bind=127.0.0.1:$2
[trunk]
type=endpoint
transport=udp
context=tocsin-inbound
disallow=all
allow=alaw
aors=trunk
direct_media=no
dtmf_mode=rfc4733
timers=no
from_domain=127.0.0.1
[trunk]
type=aor
contact=sip:127.0.0.1:$5
[trunk]
type=identify
endpoint=trunk
match=127.0.0.1
E
    cp "$HERE/../dialplans/tocsin.conf" "$etc/tocsin.conf"
    ln -sfn "$(cd "$HERE/../dialplans/sounds" && pwd)" "$dir/data/sounds/tocsin"
    printf '#include tocsin.conf\n' >"$etc/extensions.conf"
    # An operator who answers and hangs up, one who answers and stays, one who never answers, and none at all.
    { printf '[general]\nautofill=yes\n' && for queue in 96110:2009 96112:2000 96114:2180 96116:; do
        printf '[%s]\njoinempty=%s\ntimeout=60\nretry=1\n' "${queue%:*}" "$([ -n "${queue#*:}" ] && echo paused || echo no)"
        [ -z "${queue#*:}" ] || printf 'member => PJSIP/1380013%s@trunk,0,operator,PJSIP/trunk\n' "${queue#*:}"
    done; } >"$etc/queues.conf"
    if [ -n "${ASTERISK_SAMPLES:-}" ]; then
        # What an administrator starts from, as it stands but for addresses that are free here.
        sed -e "s/^bind=0.0.0.0:5060/bind=127.0.0.1:$2/" -e "s/^contact=sip:192.0.2.10:5060/contact=sip:127.0.0.1:$5/" \
            -e 's/^match=192.0.2.10/match=127.0.0.1/' "$HERE/../dialplans/pjsip.sample.conf" >"$etc/pjsip.conf"
        cp "$HERE/../dialplans/queues.sample.conf" "$etc/queues.conf"
        sed "s/^port = 5038/port = $3/" "$HERE/../dialplans/manager.sample.conf" >"$etc/manager.conf"
    fi
}

pressed_keys() { # FOLDER: sipp's recorded keys, and copies that come later in the same stream
    local key
    mkdir -p "$1"
    for key in 0 1 2 3 4 5 6 7 8 9; do
        cp "$ASTERISK_PREFIX/usr/share/sip-tester/dtmf_2833_$key.pcap" "$1/first_$key.pcap"
        # A second press with the first one's RTP sequence numbers and timestamps is taken for the same press.
        perl -0777 -e 'binmode STDIN; binmode STDOUT; $_ = <STDIN>; my $at = 24;
            while ($at + 16 <= length) {
                my $size = unpack("V", substr($_, $at + 8, 4));
                my ($seq, $time) = unpack("nN", substr($_, $at + 16 + 44, 6));
                substr($_, $at + 16 + 44, 6) = pack("nN", ($seq + 100) & 0xffff, ($time + 16000) & 0xffffffff);
                $at += 16 + $size;
            }
            print' <"$1/first_$key.pcap" >"$1/second_$key.pcap"
    done
}

callee_scenario() { # folder of keys; prints sipp's scenario: the called number's last four digits say what happens
    local code key q850 keys=$1
    local codes="302 400 401 403 404 405 407 408 409 410 411 413 414 415 420 480 481 482 483 484 485 486 487 488 491 493 500 501 502 503 504 505 580 600 603 604 606"
    # shellcheck disable=SC2016 # sipp's words
    local same='[last_Via:]
[last_From:]
[last_To:];tag=[pid]tocsin[call_number]
[last_Call-ID:]
[last_CSeq:]'
    final() { # label, status, more headers
        printf '<label id="%s"/>\n<send retrans="500"><![CDATA[\nSIP/2.0 %s Test\n%s\n%sContent-Length: 0\n\n]]></send>\n<recv request="ACK" next="end"/>\n' \
            "$1" "$2" "$same" "${3:-}"
    }
    find_in() { printf '<ereg regexp="%s" search_in="hdr" header="%s" assign_to="%s"/>\n' "$1" "$2" "$3"; }
    go() { printf '<nop next="%s" test="%s"/>\n' "$1" "$2"; }
    echo '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE scenario SYSTEM "sipp.dtd"><scenario name="callee">'
    echo '<recv request="INVITE" crlf="true"><action>'
    for code in $codes; do
        find_in "0$code@" To: "f$code"
        find_in "1$code@" To: "l$code"
    done
    find_in '3([0-9][0-9][0-9])@' To: isq,q850
    find_in '2180@' To: isring
    find_in '2100@' To: istrying
    find_in '2009@' To: ishang
    for key in 0 1 2 3 4 5 6 7 8 9; do
        find_in "25$key.@" To: "k$key"
        find_in "25.$key@" To: "n$key"
        find_in "270$key@" To: "s$key"
        find_in "24$key.@" To: "h$key"
        find_in "24.$key@" To: "t$key"
    done
    find_in '.*' CSeq: cseq
    find_in '.*' From: rfrom
    find_in '.*' To: rto
    find_in 'sip:[^>]*' Contact: rcontact
    echo '</action></recv>'
    for code in $codes; do go "F$code" "f$code"; done
    go Q isq
    go trying istrying
    printf '<send><![CDATA[\nSIP/2.0 180 Ringing\n%s\nContact: <sip:[local_ip]:[local_port]>\nContent-Length: 0\n\n]]></send>\n' "$same"
    go waitcancel isring
    for code in $codes; do go "L$code" "l$code"; done
    printf '<pause milliseconds="300"/>\n<send retrans="500"><![CDATA[\nSIP/2.0 200 OK\n%s\n' "$same"
    cat <<'E'
Contact: <sip:[local_ip]:[local_port]>
Content-Type: application/sdp
Content-Length: [len]

v=0
o=callee 1 1 IN IP[local_ip_type] [local_ip]
s=-
c=IN IP[media_ip_type] [media_ip]
t=0 0
m=audio [media_port] RTP/AVP 8 101
a=rtpmap:8 PCMA/8000
a=rtpmap:101 telephone-event/8000

]]></send>
<recv request="ACK" crlf="true"/>
<nop next="hang" test="ishang"/>
E
    for key in 0 1 2 3 4 5 6 7 8 9; do
        go "K$key" "k$key"
        go "S$key" "s$key"
        go "H$key" "h$key"
    done
    echo '<nop next="bye"/>'
    # Two keys: three and a half seconds after the answer, and three later. A BYE may come before them.
    for key in 0 1 2 3 4 5 6 7 8 9; do
        printf '<label id="K%s"/>\n<recv request="BYE" timeout="3500" ontimeout="P%s" next="byed"/>\n' "$key" "$key"
        printf '<label id="P%s"/>\n<nop next="more"><action><exec play_pcap_audio="%s"/></action></nop>\n' "$key" "$keys/first_$key.pcap"
    done
    printf '<label id="more"/>\n<recv request="BYE" timeout="3000" ontimeout="second" next="byed"/>\n<label id="second"/>\n'
    for key in 0 1 2 3 4 5 6 7 8 9; do go "N$key" "n$key"; done
    for key in 0 1 2 3 4 5 6 7 8 9; do
        printf '<label id="N%s"/>\n<nop next="bye"><action><exec play_pcap_audio="%s"/></action></nop>\n' "$key" "$keys/second_$key.pcap"
    done
    # One key three and a half seconds after the answer, and gone so many seconds later.
    for key in 0 1 2 3 4 5 6 7 8 9; do
        printf '<label id="H%s"/>\n<recv request="BYE" timeout="3500" ontimeout="G%s" next="byed"/>\n' "$key" "$key"
        printf '<label id="G%s"/>\n<nop next="soon"><action><exec play_pcap_audio="%s"/></action></nop>\n' "$key" "$keys/first_$key.pcap"
    done
    printf '<label id="soon"/>\n'
    for key in 0 1 2 3 4 5 6 7 8 9; do go "S$key" "t$key"; done
    for key in 0 1 2 3 4 5 6 7 8 9; do
        printf '<label id="S%s"/>\n<recv request="BYE" timeout="%s500" ontimeout="leave" next="byed"/>\n' "$key" "$key"
    done
    cat <<'E'
<label id="bye"/>
<recv request="BYE"/>
<label id="byed"/>
<send next="end"><![CDATA[
SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

]]></send>
<label id="hang"/>
<pause milliseconds="500"/>
<label id="leave"/>
<send retrans="500"><![CDATA[
BYE [$rcontact] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: [$rto];tag=[pid]tocsin[call_number]
To: [$rfrom]
[last_Call-ID:]
CSeq: 100 BYE
Max-Forwards: 70
Content-Length: 0

]]></send>
<recv response="200" next="end"/>
<label id="trying"/>
<send><![CDATA[
SIP/2.0 100 Trying
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

]]></send>
<label id="waitcancel"/>
<recv request="CANCEL"/>
E
    printf '<send><![CDATA[\nSIP/2.0 200 OK\n%s\nContent-Length: 0\n\n]]></send>\n' "$same"
    printf '<send retrans="500"><![CDATA[\nSIP/2.0 487 Request Terminated\n%s\nCSeq: [$cseq]\nContent-Length: 0\n\n]]></send>\n' "${same%$'\n'*}"
    echo '<recv request="ACK" next="end"/>'
    for code in $codes; do
        printf '<label id="L%s"/>\n<pause milliseconds="300"/>\n' "$code"
        final "F$code" "$code"
    done
    # shellcheck disable=SC2016 # sipp's words
    final Q 480 'Reason: Q.850;cause=[$q850]
'
    echo '<label id="end"/><Reference variables="rfrom,rto,rcontact,cseq,q850"/></scenario>'
}

case ${1:-} in
    install) install_both "${2:-$HERE/../target/asterisk}" ;;
    run)
        dir=$2
        configure "$dir" "$3" "$4" "$5" "$6"
        exec "$ASTERISK_PREFIX/lib64/ld-linux-x86-64.so.2" --argv0 asterisk --library-path \
            "$ASTERISK_PREFIX/usr/lib/x86_64-linux-gnu" "$ASTERISK_PREFIX/usr/sbin/asterisk" -C "$dir/etc/asterisk.conf" -f -n
        ;;
    callee)
        mkdir -p "$2"
        pressed_keys "$2/keys"
        callee_scenario "$2/keys" >"$2/callee.xml"
        cd "$2"
        exec "$ASTERISK_PREFIX/lib64/ld-linux-x86-64.so.2" --library-path "$ASTERISK_PREFIX/usr/lib/x86_64-linux-gnu" \
            "$ASTERISK_PREFIX/usr/bin/sipp" -sf callee.xml -i 127.0.0.1 -mi 127.0.0.1 -p "$3" -mp "$4" -nostdin \
            -trace_err -timeout 3000 -watchdog_minor_maxtriggers 1000000 -watchdog_major_maxtriggers 1000000
        ;;
    bench)
        shift
        dir=$(mktemp -d)
        ASTERISK_PREFIX=$(install_both "${ASTERISK_CACHE:-$HERE/../target/asterisk}")
        export ASTERISK_PREFIX
        # What is started here ends with this script, by its number.
        trap 'kill ${asterisk:-} ${sipp:-} 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$dir"' EXIT
        "$0" callee "$dir/callee" 25070 27300 >"$dir/callee.out" 2>&1 </dev/null &
        sipp=$!
        "$0" run "$dir/run" 25060 25038 26000 25070 >"$dir/run.out" 2>&1 </dev/null &
        asterisk=$!
        "${TOCSIN:-$HERE/../tocsin}" bench asterisk --ami 25038 --pid "$asterisk" --secret tocsin-test "$@"
        ;;
    *)
        echo "expected install [CACHE], run DIR SIP AMI RTP CALLEE, callee DIR PORT RTP or bench, got '${*}'" >&2
        exit 2
        ;;
esac
