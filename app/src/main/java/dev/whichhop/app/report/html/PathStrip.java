package dev.whichhop.app.report.html;

import dev.whichhop.diagnosis.picture.Pictures;
import dev.whichhop.model.diagnosis.Station;
import java.util.List;
import java.util.Map;

/**
 * The stations from left to right. A list and no drawing, so that it wraps on a narrow screen and
 * reads aloud as it looks; state is a mark, a word and a border before it is a colour.
 */
final class PathStrip {
  private PathStrip() {}

  static void write(List<Station> route, Pictures pictures, Sheet sheet) {
    Markup out = sheet.out();
    out.open("ol", "class", "path", "aria-label", sheet.text("html.path"));
    for (Station station : route) {
      String state = Sheet.word(station.state());
      out.open("li", "class", "station " + state);
      out.open("p", "class", "hop");
      out.element("span", mark(station.state()), "class", "mark", "aria-hidden", "true");
      out.text(station.hop().id()).close();
      out.element("p", sheet.text("report.state." + state), "class", "state");
      if (!station.instance().isEmpty()) {
        out.element(
            "p",
            Sheet.shortened(station.instance(), 30),
            "class",
            "instance",
            "title",
            station.instance(),
            "dir",
            "ltr");
      }
      Pictures.Traffic traffic = pictures.traffic().get(station.hop());
      out.element(
          "p",
          traffic == null
              ? sheet.text("html.no-lines")
              : sheet
                  .messages()
                  .text(
                      "html.lines",
                      Map.of("lines", "" + traffic.lines(), "failed", "" + traffic.failures())),
          "class",
          "traffic");
      out.close();
    }
    out.close();
  }

  static String mark(Station.State state) {
    return switch (state) {
      case OK -> "✓";
      case FAULT -> "✗";
      case UNSEEN -> "?";
    };
  }
}
