package dev.whichhop.app.report;

import dev.whichhop.model.evidence.Place;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Notices as JUnit XML, which every CI server shows: a suite for each file, a test case for each
 * notice, and one that passes for a file without any.
 */
public final class Junit {
  private Junit() {}

  /**
   * Prints one document.
   *
   * @param files what was looked at; a file without notices is a passed test
   * @param failOn notices at this level or above are failures, the others pass and say so in their
   *     output
   */
  public static void print(
      List<String> files, List<Notice> notices, Notice.Level failOn, PrintWriter out) {
    Map<String, List<Notice>> suites = new LinkedHashMap<>();
    files.forEach(file -> suites.put(file, new ArrayList<>()));
    notices.forEach(
        notice -> suites.computeIfAbsent(notice.file(), _ -> new ArrayList<>()).add(notice));
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      line(xml);
      xml.writeStartElement("testsuites");
      xml.writeAttribute("name", "whichhop");
      for (Map.Entry<String, List<Notice>> suite : suites.entrySet()) {
        suite(suite.getKey(), suite.getValue(), failOn, xml);
      }
      line(xml);
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException("a string cannot fail to be written", impossible);
    }
    out.println(text);
  }

  private static void suite(
      String file, List<Notice> notices, Notice.Level failOn, XMLStreamWriter xml)
      throws XMLStreamException {
    long failures = notices.stream().filter(one -> one.level().atLeast(failOn)).count();
    String name = file.isEmpty() ? "whichhop" : SafeText.text(file);
    line(xml);
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", name);
    xml.writeAttribute("tests", "" + Math.max(1, notices.size()));
    xml.writeAttribute("failures", "" + failures);
    xml.writeAttribute("errors", "0");
    if (notices.isEmpty()) {
      line(xml);
      xml.writeEmptyElement("testcase");
      xml.writeAttribute("name", "no findings");
      xml.writeAttribute("classname", name);
    }
    for (Notice notice : notices) {
      testCase(name, notice, notice.level().atLeast(failOn), xml);
    }
    line(xml);
    xml.writeEndElement();
  }

  private static void testCase(String suite, Notice notice, boolean fails, XMLStreamWriter xml)
      throws XMLStreamException {
    line(xml);
    xml.writeStartElement("testcase");
    xml.writeAttribute("name", SafeText.text(notice.rule() + where(notice)));
    xml.writeAttribute("classname", suite);
    line(xml);
    if (fails) {
      xml.writeStartElement("failure");
      xml.writeAttribute("type", notice.level().word());
      xml.writeAttribute("message", SafeText.text(notice.title()));
    } else {
      xml.writeStartElement("system-out");
    }
    StringBuilder body = new StringBuilder(notice.message());
    for (Place place : notice.places()) {
      body.append('\n').append(place);
    }
    xml.writeCharacters(SafeText.text(body.toString()));
    xml.writeEndElement();
    line(xml);
    xml.writeEndElement();
  }

  private static String where(Notice notice) {
    if (notice.places().isEmpty()) {
      return "";
    }
    Place first = notice.places().getFirst();
    return (first.line() > 0 ? " line " + first.line() : "")
        + (first.path().isEmpty() ? "" : " " + first.path());
  }

  private static void line(XMLStreamWriter xml) throws XMLStreamException {
    xml.writeCharacters("\n");
  }
}
