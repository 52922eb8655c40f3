package dev.understudy.auth.ldap;

import static java.util.Objects.requireNonNull;

import com.unboundid.ldap.sdk.LDAPException;

/** The directory cannot be asked. The message says why, and is for the operator. */
final class UnreachableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreachableException(String reason, LDAPException cause) {
        super(reason, cause);
    }

    UnreachableException(String reason) {
        super(reason);
    }

    @Override
    public String getMessage() {
        return requireNonNull(super.getMessage());
    }
}
