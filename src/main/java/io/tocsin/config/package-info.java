/** The configuration's root record and those of its records that belong to no part. */
@NullMarked
package io.tocsin.config;

import org.jspecify.annotations.NullMarked;
