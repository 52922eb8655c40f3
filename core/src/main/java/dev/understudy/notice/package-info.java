/**
 * What the user is told about the service ({@link dev.understudy.notice.Notice}), who has been told
 * what, and how a notice within an answer is found again. Never part of the answer.
 */
package dev.understudy.notice;
