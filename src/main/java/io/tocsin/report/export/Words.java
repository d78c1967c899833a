package io.tocsin.report.export;

import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Operator;
import io.tocsin.warning.WarningState;

/** The Chinese words of docs/glossary.md for what the API says in English. */
final class Words {
    private Words() {}

    static String yes(Language language) {
        return language == Language.EN ? "yes" : "是";
    }

    static String of(WarningState state, Language language) {
        return language == Language.EN ? state.code() : switch (state) {
            case SCHEDULED -> "待定时";
            case READY -> "待发送";
            case IN_FLIGHT -> "发送中";
            case AWAITING_RECEIPT -> "待回执";
            case REACHED -> "已触达";
            case UNREACHED -> "未触达";
            case SUPPRESSED -> "已拦截";
            case EXPIRED -> "已过期";
            case CANCELLED -> "已取消";
        };
    }

    static String of(Grade grade, Language language) {
        return language == Language.EN ? grade.code() : switch (grade) {
            case URGENT -> "紧急";
            case HIGH -> "高危";
            case MEDIUM -> "中危";
            case LOW -> "低危";
        };
    }

    static String of(Operator operator, Language language) {
        return language == Language.EN ? operator.code() : switch (operator) {
            case MOBILE -> "移动";
            case UNICOM -> "联通";
            case TELECOM -> "电信";
            case BROADNET -> "广电";
            case FIXED -> "固话";
            case UNKNOWN -> "未知";
        };
    }

    static String channel(String channel, Language language) {
        return language == Language.EN ? channel : switch (channel) {
            case "sms" -> "短信";
            case "voice" -> "电话";
            default -> channel;
        };
    }

    static String of(CauseClass cause, Language language) {
        if (cause == CauseClass.NONE) {
            return "";
        }
        return language == Language.EN ? cause.name() : switch (cause) {
            case NONE -> "";
            case REACHED -> "已送达";
            case PERMANENT -> "永久失败";
            case BUSY -> "占线";
            case NO_ANSWER -> "无人接听";
            case POWERED_OFF -> "关机";
            case UNREACHABLE -> "无法接通";
            case REJECTED -> "拒接";
            case NETWORK -> "网络故障";
            case QUOTA -> "超出配额";
            case TIME_WINDOW -> "时段限制";
            case CONFIG -> "线路配置";
            case AMBIGUOUS -> "未知";
            case STOP_LIST -> "拒收名单";
            case FREQUENCY_CAP -> "联系过频";
            case SAFETY -> "不在试点名单";
        };
    }
}
