/** Results pushed to clients as signed webhooks, each client apart from the others. */
@NullMarked
package io.tocsin.report.webhook;

import org.jspecify.annotations.NullMarked;
