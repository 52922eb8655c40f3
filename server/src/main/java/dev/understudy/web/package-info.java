/**
 * The HTTP side: routes, limits, credentials, and how a query's outcome becomes a status. {@link
 * dev.understudy.web.ApiServer} is the entry. Everything here runs on event loops and nothing
 * blocks; what is asked of the rest of the system goes through {@link dev.understudy.web.Queries},
 * the ledger and a supplier of {@link dev.understudy.web.ServiceStatus}.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.web;
