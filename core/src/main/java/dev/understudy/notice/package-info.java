/**
 * What the user is told about the service, and who has been told what. Never part of the answer.
 */
package dev.understudy.notice;
