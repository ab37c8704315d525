/** What is configured beside what proxies really use. */
@NullMarked
package dev.whichhop.model.survey;

import org.jspecify.annotations.NullMarked;
