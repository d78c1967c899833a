package io.tocsin.dispatch.run;

import io.tocsin.dispatch.DispatchSettings;
import io.tocsin.dispatch.text.Texts;
import io.tocsin.dispatch.settle.Decisions;
import io.tocsin.plan.Suppression;

/**
 * What dispatch goes by.
 *
 * @param settings its bounds and waits
 * @param decisions what follows from an attempt's end
 * @param suppression what keeps a warning from being sent
 * @param texts what is sent
 */
public record DispatchRules(DispatchSettings settings, Decisions decisions, Suppression suppression, Texts texts) {}
