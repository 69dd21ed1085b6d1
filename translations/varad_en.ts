<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>CommandLine</name>
    <message numerus="yes">
        <source>%n picture(s) nearly the same as others: twins are never held out from each other.</source>
        <translation>
            <numerusform>%n picture nearly the same as others: twins are never held out from each other.</numerusform>
            <numerusform>%n pictures nearly the same as others: twins are never held out from each other.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Proof</name>
    <message numerus="yes">
        <source>%n false alarm(s) in %1 good parts (%2). With 95 % confidence at most %3.</source>
        <translation>
            <numerusform>%n false alarm in %1 good parts (%2). With 95 % confidence at most %3.</numerusform>
            <numerusform>%n false alarms in %1 good parts (%2). With 95 % confidence at most %3.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>varad::ui::EmptyPage</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>varad::ui::InspectionControl</name>
    <message numerus="yes">
        <source>%n picture(s) not inspected.</source>
        <translation>
            <numerusform>%n picture not inspected.</numerusform>
            <numerusform>%n pictures not inspected.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>varad::ui::InspectionProgress</name>
    <message numerus="yes">
        <source>%n alarm(s) so far</source>
        <translation>
            <numerusform>%n alarm so far</numerusform>
            <numerusform>%n alarms so far</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>varad::ui::ListOpener</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>varad::ui::ThresholdPanel</name>
    <message numerus="yes">
        <source>%n alarm(s)</source>
        <translation>
            <numerusform>%n alarm</numerusform>
            <numerusform>%n alarms</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to check</source>
        <translation>
            <numerusform>%n to check</numerusform>
            <numerusform>%n to check</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passed</source>
        <translation>
            <numerusform>%n passed</numerusform>
            <numerusform>%n passed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without a result</source>
        <translation>
            <numerusform>%n without a result</numerusform>
            <numerusform>%n without a result</numerusform>
        </translation>
    </message>
</context>
</TS>
