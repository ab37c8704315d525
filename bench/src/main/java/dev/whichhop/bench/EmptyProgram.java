package dev.whichhop.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The least that a program with picocli can do; what {@code whichhop --help} is compared with. */
@Command(name = "empty", mixinStandardHelpOptions = true, description = "Does nothing.")
public final class EmptyProgram implements Runnable {
  private EmptyProgram() {}

  @Override
  public void run() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new EmptyProgram()).execute(arguments));
  }
}
