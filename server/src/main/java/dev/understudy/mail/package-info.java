/**
 * Mails to the operator. {@link dev.understudy.mail.Mailer} is the entry: it queues alerts and
 * sends them on a thread of its own, so that a mail server that is slow or away costs no query
 * anything.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.mail;
