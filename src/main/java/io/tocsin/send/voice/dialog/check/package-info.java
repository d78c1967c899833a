/**
 * What has to hold of a dialog as a whole, so that no call can get stuck in it.
 */
@NullMarked
package io.tocsin.send.voice.dialog.check;

import org.jspecify.annotations.NullMarked;
