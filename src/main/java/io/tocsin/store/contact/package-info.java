/** What is remembered about numbers across warnings: contacts and the stop list. */
@NullMarked
package io.tocsin.store.contact;

import org.jspecify.annotations.NullMarked;
