package io.tocsin.report.export;

/** A column of files for people. */
enum Column {
    REF("ref", "编号"), PHONE("phone", "手机号"), OPERATOR("operator", "运营商"), GRADE("grade", "等级"), FRAUD_TYPE("fraudType",
            "诈骗类型"), NAME("name", "姓名"), STATE("state", "状态"), CAUSE("cause", "原因"), ATTEMPTS("attempts",
                    "尝试次数"), CHANNEL("channel", "通道"), CARRIER("carrier",
                            "线路"), ACCEPTED("accepted", "接收时间"), CHANGED("changed",
                                    "更新时间"), ID("id", "预警号"), FLAGGED("flagged", "需复核"), CALL("call", "通话");

    private final String en;
    private final String zh;

    Column(String en, String zh) {
        this.en = en;
        this.zh = zh;
    }

    String title(Language language) {
        return language == Language.EN ? en : zh;
    }
}
