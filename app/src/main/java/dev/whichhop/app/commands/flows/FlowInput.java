package dev.whichhop.app.commands.flows;

import dev.whichhop.flows.input.Formats;
import dev.whichhop.flows.input.Interval;
import dev.whichhop.flows.input.LogFiles;
import dev.whichhop.model.evidence.Bundle;

/**
 * What a question to records is asked of.
 *
 * @param beside descriptions of AWS and Kubernetes objects that stand beside the records
 */
record FlowInput(LogFiles files, Formats formats, Interval interval, Bundle beside) {}
