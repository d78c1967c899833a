package io.tocsin.config;

import io.tocsin.dispatch.RouteConfig;
import io.tocsin.send.sms.SmsCarrierConfig;

/**
 * One carrier, {@code carriers.NAME}, by the part that needs it.
 *
 * @param route for dispatch
 * @param sms for its sessions
 */
public record CarrierConfig(RouteConfig route, SmsCarrierConfig sms) {}
