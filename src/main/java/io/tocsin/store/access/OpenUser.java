package io.tocsin.store.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.access.user.User;
import io.tocsin.store.redis.AccessKeys;
import io.tocsin.store.secret.BlockCipher;
import io.tocsin.warning.StoreUnavailableException;
import java.io.IOException;
import java.util.Base64;

/**
 * A user as versions before 0.1 kept it: JSON in clear behind its version, and password and second
 * factor encrypted in it. Read only to be encrypted as a whole.
 */
final class OpenUser {
    private static final ObjectMapper JSON = new ObjectMapper();

    private OpenUser() {}

    static boolean isOne(String value) {
        return value.startsWith("{", value.indexOf(' ') + 1);
    }

    /**
     * Reads one.
     *
     * @throws StoreUnavailableException when it is damaged
     */
    static User read(String name, String value, BlockCipher cipher) {
        try {
            int space = value.indexOf(' ');
            JsonNode json = JSON.readTree(value.substring(space + 1));
            JsonNode secrets = JSON.readTree(cipher.decrypt(AccessKeys.USERS + "/" + name,
                    Base64.getDecoder().decode(json.path("secrets").textValue())));
            return SealedUser.user(name, json, SealedUser.text(secrets, "password"),
                    SealedUser.text(secrets, "totp"), Long.parseLong(value.substring(0, space)));
        } catch (IOException | RuntimeException e) {
            throw new StoreUnavailableException("what is stored of user " + name + " is damaged: " + e.getMessage(),
                    e);
        }
    }
}
