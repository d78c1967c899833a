/** An Asterisk as its AMI shows it, that behaves, and misbehaves, on demand. */
@NullMarked
package io.tocsin.simulate.pbx;

import org.jspecify.annotations.NullMarked;
