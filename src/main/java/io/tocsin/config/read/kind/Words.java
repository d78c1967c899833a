package io.tocsin.config.read.kind;

import io.tocsin.access.Scope;
import io.tocsin.config.yaml.Kind;
import io.tocsin.observe.LogConfig;
import io.tocsin.plan.AmbiguousRule;
import io.tocsin.send.sms.Dialect;
import io.tocsin.send.sms.TextConfig;
import io.tocsin.review.dictionary.Disposition;
import io.tocsin.send.sms.smpp.Alphabet;
import io.tocsin.send.sms.smpp.MessageIds;
import io.tocsin.send.sms.smpp.SmppAccount;
import io.tocsin.send.sms.text.Joining;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Operator;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of the file that stand for constants. */
public final class Words {
    public static final Kind<Channel> CHANNEL = of(Arrays.stream(Channel.values()), Channel::code);
    public static final Kind<Grade> GRADE = of(Arrays.stream(Grade.values()), Grade::code);
    public static final Kind<Scope> SCOPE = of(Arrays.stream(Scope.values()), Scope::code);
    /**
     * Nobody contracts for numbers whose operator is not known: those go to carriers that reach
     * everyone.
     */
    public static final Kind<Operator> OPERATOR = of(
            Arrays.stream(Operator.values()).filter(operator -> operator != Operator.UNKNOWN), Operator::code);
    public static final Kind<CauseClass> CAUSE_CLASS = of(
            Arrays.stream(CauseClass.values()).filter(cause -> cause != CauseClass.NONE && !cause.isRule()),
            CauseClass::name);
    public static final Kind<AmbiguousRule.Then> THEN = of(Arrays.stream(AmbiguousRule.Then.values()), Words::lower);
    public static final Kind<TextConfig.Encoding> ENCODING = of(Arrays.stream(TextConfig.Encoding.values()),
            Words::lower);
    public static final Kind<TextConfig.SignatureMode> SIGNATURE_MODE = of(
            Arrays.stream(TextConfig.SignatureMode.values()), Words::lower);
    public static final Kind<Dialect.Bind> BIND = of(Arrays.stream(Dialect.Bind.values()), Words::lower);
    public static final Kind<SmppAccount.Numbers> NUMBERS = of(Arrays.stream(SmppAccount.Numbers.values()),
            Words::lower);
    public static final Kind<Alphabet> ALPHABET = of(Arrays.stream(Alphabet.values()), Words::lower);
    public static final Kind<MessageIds.Form> ID_FORM = of(Arrays.stream(MessageIds.Form.values()), Words::lower);
    /** Of long texts; {@code payload} is SMPP's word for the whole. */
    public static final Kind<Joining> JOINING = of(Arrays.stream(Joining.values()),
            joining -> joining == Joining.WHOLE ? "payload" : lower(joining));
    public static final Kind<LogConfig.Format> LOG_FORMAT = of(Arrays.stream(LogConfig.Format.values()), Words::lower);
    public static final Kind<LogConfig.Level> LOG_LEVEL = of(Arrays.stream(LogConfig.Level.values()), Words::lower);

    public static final Kind<Disposition.Effect> EFFECT = of(Arrays.stream(Disposition.Effect.values()),
            Disposition.Effect::code);
    public static final Kind<Disposition.NoteRule> NOTE = of(Arrays.stream(Disposition.NoteRule.values()),
            Disposition.NoteRule::code);
    public static final Kind<Disposition.Amount> AMOUNT = of(Arrays.stream(Disposition.Amount.values()),
            Disposition.Amount::code);

    private Words() {}

    private static <E extends Enum<E>> Kind<E> of(Stream<E> constants, Function<E, String> word) {
        return Kind.words(constants.collect(Collectors.toMap(word, Function.identity())));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
