/** The gateway's HTTP door as the command line uses it: as any upstream would. */
@NullMarked
package io.tocsin.cli.client;

import org.jspecify.annotations.NullMarked;
