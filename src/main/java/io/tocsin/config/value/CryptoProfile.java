package io.tocsin.config.value;

/** Which family of algorithms protects what is kept, {@code crypto.profile}. */
public enum CryptoProfile {
    /** AES-256-GCM, SHA-256. */
    INTL,
    /**
     * China's commercial algorithms (国密): SM4-GCM (GB/T 32907-2016, RFC 8998), SM3 (GB/T 32905-2016).
     */
    GM
}
