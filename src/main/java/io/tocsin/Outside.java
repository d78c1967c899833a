package io.tocsin;

import io.tocsin.dispatch.WriteListener;
import io.tocsin.http.Drill;
import io.tocsin.send.voice.agi.AgiListener;
import io.tocsin.send.voice.prompt.Prompts;
import org.jspecify.annotations.Nullable;

/**
 * What a node can be given instead of its own, by those who watch it closely or have no sound.
 *
 * @param writes hears of every attempt that is written
 * @param prompts what calls say, null for what the configuration says
 * @param steps hears how long answered calls wait for the program
 * @param anyCode whether people log in with any one-time code: for demonstrations alone, which is
 *            why no file can say so
 * @param drill what people may break to practise; for demonstrations alone likewise
 */
public record Outside(WriteListener writes, @Nullable Prompts prompts, AgiListener steps, boolean anyCode,
        Drill drill) {
    /** Nothing: a node as it is configured. */
    public static final Outside NONE = new Outside(WriteListener.UNHEARD, null, AgiListener.NONE, false,
            Drill.NONE);
}
