package dev.understudy.auth.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.SSLSocketVerifier;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/** The library's check that a certificate is for the host; the failure says for whom it is. */
final class HostCheck extends SSLSocketVerifier {
    /** A certificate may have hundreds of names; the first ones show whose it is. */
    private static final int MOST_NAMES = 5;

    private final SSLSocketVerifier check = new HostNameSSLSocketVerifier(true);

    @Override
    public void verifySSLSocket(String host, int port, SSLSocket socket) throws LDAPException {
        try {
            check.verifySSLSocket(host, port, socket);
        } catch (LDAPException e) {
            throw new LDAPException(
                    ResultCode.CONNECT_ERROR,
                    "another host's certificate",
                    new SSLPeerUnverifiedException(names(socket)));
        }
    }

    private static String names(SSLSocket socket) {
        try {
            return socket.getSession().getPeerCertificates()[0] instanceof X509Certificate it
                            && it.getSubjectAlternativeNames() != null
                    ? it.getSubjectAlternativeNames().stream()
                            .map(List::getLast)
                            .filter(String.class::isInstance)
                            .map(name -> name.toString().replaceAll("\\p{Cntrl}", "?"))
                            .limit(MOST_NAMES)
                            .collect(Collectors.joining(", "))
                    : "no host by a name of today";
        } catch (SSLPeerUnverifiedException | CertificateParsingException _) {
            return "no host that can be read";
        }
    }
}
