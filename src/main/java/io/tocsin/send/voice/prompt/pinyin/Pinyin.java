package io.tocsin.send.voice.prompt.pinyin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chinese text as syllables with tones, {@code zhuan3 zhang4}: by the lexicon's words, else
 * character by character; 一 and 不 change their tone before others as they are spoken. (Of two third
 * tones in a row espeak-ng itself takes care.) What cannot be read is left out.
 */
public final class Pinyin {
    private static final Pattern LATIN = Pattern.compile("[A-Za-z]+");
    /** Not their narrow forms: a full stop before a small letter is no pause to espeak-ng. */
    private static final String PAUSES = "，。？！";

    private final Readings readings = Readings.usual();
    private final Lexicon lexicon;

    /**
     * Reads by a lexicon.
     *
     * @param lexicon goes before the readings of single characters
     */
    public Pinyin(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /**
     * A text as espeak-ng takes it with the voice {@code cmn-latn-pinyin}.
     *
     * @param text of ideographs, Latin letters and pauses
     * @return syllables and pauses with blanks between them; empty when nothing can be read
     */
    public String of(String text) {
        List<Spoken> sounds = new ArrayList<>();
        for (int at = 0; at < text.length();) {
            at += read(text, at, sounds);
        }
        ToneChange.apply(sounds);
        StringBuilder line = new StringBuilder();
        for (Spoken sound : sounds) {
            line.append(sound.isPause() || line.isEmpty() ? "" : " ").append(sound.syllable());
        }
        return line.toString();
    }

    /** Adds what begins at a place and says how long it was. */
    private int read(String text, int at, List<Spoken> sounds) {
        Matcher latin = LATIN.matcher(text).region(at, text.length());
        if (latin.lookingAt()) {
            letters(latin.group().toUpperCase(Locale.ROOT), sounds);
            return latin.group().length();
        }
        Optional<Lexicon.Hit> hit = lexicon.at(text, at);
        if (hit.isPresent()) {
            hit.get().syllables().forEach(syllable -> sounds.add(new Spoken(0, syllable)));
            return hit.get().word().length();
        }
        int character = text.codePointAt(at);
        int pause = PAUSES.indexOf(character);
        if (pause >= 0) {
            sounds.add(new Spoken(0, PAUSES.substring(pause, pause + 1)));
        } else {
            String syllable = readings.syllables().get(character);
            if (syllable != null) {
                sounds.add(new Spoken(character, syllable));
            }
        }
        return Character.charCount(character);
    }

    private void letters(String word, List<Spoken> sounds) {
        Optional<Lexicon.Hit> whole = lexicon.at(word, 0).filter(hit -> hit.word().equals(word));
        if (whole.isPresent()) {
            whole.get().syllables().forEach(syllable -> sounds.add(new Spoken(0, syllable)));
            return;
        }
        for (int i = 0; i < word.length(); i++) {
            lexicon.at(word.substring(i, i + 1), 0)
                    .ifPresent(hit -> hit.syllables().forEach(syllable -> sounds.add(new Spoken(0, syllable))));
        }
    }

    @Override
    public String toString() {
        return "pinyin " + lexicon;
    }
}
