<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>BackboneLibrary</name>
    <message>
        <source>The file %1 cannot be read: %2.</source>
        <translation>Die Datei %1 kann nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>There is no backbone &quot;%1&quot;. Known: %2. Import others with &quot;varad backbone import&quot;.</source>
        <translation>Es gibt kein Merkmalsnetz „%1“. Vorhanden: %2. Weitere importieren Sie mit „varad backbone import“.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>The backbone &quot;%1&quot; that this product was taught with is not installed, or its file was changed. Install it again, or teach the product anew.</source>
        <translation>Das Merkmalsnetz „%1“, mit dem dieses Produkt angelernt wurde, ist nicht installiert, oder seine Datei wurde geändert. Installieren Sie es neu, oder lernen Sie das Produkt neu an.</translation>
    </message>
</context>
<context>
    <name>ButtonSet</name>
    <message>
        <source>%1 cannot be written (%2). Choose a folder with free space and write permission.</source>
        <translation>%1 kann nicht geschrieben werden (%2). Wählen Sie einen Ordner mit freiem Platz und Schreibrecht.</translation>
    </message>
    <message>
        <source>Making buttons was cancelled.</source>
        <translation>Das Erzeugen der Knöpfe wurde abgebrochen.</translation>
    </message>
    <message>
        <source>A button picture could not be made.</source>
        <translation>Ein Knopfbild konnte nicht erzeugt werden.</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made. Choose a place with free space and write permission.</source>
        <translation>Der Ordner %1 kann nicht angelegt werden. Wählen Sie einen Ort mit freiem Platz und Schreibrecht.</translation>
    </message>
    <message>
        <source>The image size %1 is not possible. Choose a size from %2 to %3 px.</source>
        <translation>Die Bildgröße %1 ist nicht möglich. Wählen Sie eine Größe von %2 bis %3 px.</translation>
    </message>
    <message>
        <source>The numbers of pictures are not possible. Choose at least one picture to teach from.</source>
        <translation>Die Anzahlen der Bilder sind nicht möglich. Wählen Sie mindestens ein Bild zum Anlernen.</translation>
    </message>
    <message>
        <source>%1 exists already and is left as it is. Choose another folder.</source>
        <translation>%1 ist schon vorhanden und bleibt unverändert. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Making buttons</source>
        <translation>Knöpfe werden erzeugt</translation>
    </message>
</context>
<context>
    <name>Calibration</name>
    <message>
        <source>%1: %2. Restore the file from a copy or train the product again.</source>
        <translation>%1: %2. Stellen Sie die Datei aus einer Kopie wieder her, oder lernen Sie das Produkt neu an.</translation>
    </message>
    <message>
        <source>Training gave no score of a good part, so there is no scale.</source>
        <translation>Das Anlernen ergab keinen Anomaliewert eines Gutteils, daher gibt es keine Skala.</translation>
    </message>
    <message>
        <source>Training gave a score that is no number, so there is no scale. Train again; if this happens again, report it.</source>
        <translation>Das Anlernen ergab einen Anomaliewert, der keine Zahl ist, daher gibt es keine Skala. Lernen Sie neu an; wenn es wieder geschieht, melden Sie es bitte.</translation>
    </message>
    <message>
        <source>the file is larger than 16 MiB</source>
        <translation>die Datei ist größer als 16 MiB</translation>
    </message>
    <message>
        <source>this is not a calibration (%1)</source>
        <translation>dies ist keine Kalibrierung (%1)</translation>
    </message>
    <message>
        <source>the schema is not varad-calibration/1</source>
        <translation>das Schema ist nicht varad-calibration/1</translation>
    </message>
    <message>
        <source>%1 is missing or wrong</source>
        <translation>%1 fehlt oder ist falsch</translation>
    </message>
    <message>
        <source>N is %1, but %2 parts are listed</source>
        <translation>N ist %1, aber es sind %2 Teile aufgeführt</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>--peer must be nearest-neighbour, not &quot;%1&quot;.</source>
        <translation>--peer muss nearest-neighbour sein, nicht „%1“.</translation>
    </message>
    <message>
        <source>Category %1 has no %2 picture.</source>
        <translation>In Kategorie %1 fehlt mindestens ein %2.</translation>
    </message>
    <message>
        <source>good training</source>
        <translation>Gutteil-Bild zum Anlernen</translation>
    </message>
    <message>
        <source>test</source>
        <translation>Testbild</translation>
    </message>
    <message>
        <source>%1, seed %2: finished before, not repeated.</source>
        <translation>%1, Startwert %2: schon früher fertig, wird nicht wiederholt.</translation>
    </message>
    <message>
        <source>%1, seed %2</source>
        <translation>%1, Startwert %2</translation>
    </message>
    <message>
        <source>Trains and tests on a data set, and measures.</source>
        <translation>Lernt mit einem Datensatz an, testet und misst.</translation>
    </message>
    <message>
        <source>Data set; a folder that itself holds train/ and test/ is one category.</source>
        <translation>Datensatz; ein Ordner, der selbst train/ und test/ enthält, ist eine Kategorie.</translation>
    </message>
    <message>
        <source>Its layout: mvtec, visa, btad, dtd, folder or auto.</source>
        <translation>Aufbau des Datensatzes: mvtec, visa, btad, dtd, folder oder auto.</translation>
    </message>
    <message>
        <source>Takes this category only; may be repeated.</source>
        <translation>Nimmt nur diese Kategorie; kann wiederholt werden.</translation>
    </message>
    <message>
        <source>Uses the first N training pictures only.</source>
        <translation>Verwendet nur die ersten N Bilder zum Anlernen.</translation>
    </message>
    <message>
        <source>Repeats with seed, seed + 1, ...; mean and range are written.</source>
        <translation>Wiederholt mit Startwert, Startwert + 1, ...; Mittel und Spanne werden ausgegeben.</translation>
    </message>
    <message>
        <source>Measures another method on the same features: nearest-neighbour.</source>
        <translation>Misst ein anderes Verfahren mit denselben Merkmalen: nearest-neighbour.</translation>
    </message>
    <message>
        <source>Writes the figures as JSON; - is standard output (default if no output is named).</source>
        <translation>Schreibt die Kennzahlen als JSON; - ist die Standardausgabe (Vorgabe, wenn keine Ausgabe genannt ist).</translation>
    </message>
    <message>
        <source>Writes the figures as a table.</source>
        <translation>Schreibt die Kennzahlen als Tabelle.</translation>
    </message>
    <message>
        <source>Writes the figures as a report.</source>
        <translation>Schreibt die Kennzahlen als Bericht.</translation>
    </message>
    <message>
        <source>Runs one category once and hands the figures over in FILE.</source>
        <translation>Führt eine Kategorie einmal aus und übergibt die Kennzahlen in FILE.</translation>
    </message>
    <message>
        <source>No temporary folder could be made: %1</source>
        <translation>Es konnte kein temporärer Ordner angelegt werden: %1</translation>
    </message>
    <message>
        <source>Training failed.</source>
        <translation>Das Anlernen ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>The benchmark was cancelled.</source>
        <translation>Der Benchmark wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The process for category %1 ended unexpectedly (%2). Perhaps memory ran out; try a smaller --image-size.</source>
        <translation>Der Prozess für die Kategorie %1 endete unerwartet (%2). Vielleicht reichte der Speicher nicht; versuchen Sie ein kleineres --image-size.</translation>
    </message>
    <message>
        <source>%1 has no mask: such pictures count for the image figures only.</source>
        <translation>%1 hat keine Maske: Solche Bilder zählen nur für die Kennzahlen der ganzen Bilder.</translation>
    </message>
    <message>
        <source>Shows this help.</source>
        <translation>Zeigt diese Hilfe.</translation>
    </message>
    <message>
        <source>Shows errors only.</source>
        <translation>Zeigt nur Fehlermeldungen.</translation>
    </message>
    <message>
        <source>How progress is shown: auto, bar, lines, json or none. json: one object per line.</source>
        <translation>Wie der Fortschritt angezeigt wird: auto, bar, lines, json oder none. json: ein Objekt je Zeile.</translation>
    </message>
    <message>
        <source>--progress must be auto, bar, lines, json or none, not &quot;%1&quot;.</source>
        <translation>--progress muss auto, bar, lines, json oder none sein, nicht „%1“.</translation>
    </message>
    <message>
        <source>Cancelled; the work was not finished.</source>
        <translation>Abgebrochen; die Arbeit wurde nicht beendet.</translation>
    </message>
    <message>
        <source>Standard output cannot be written.</source>
        <translation>Auf die Standardausgabe kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>%1 See: varad %2 --help</source>
        <translation>%1 Siehe: varad %2 --help</translation>
    </message>
    <message>
        <source>The program failed: %1. Please report this.</source>
        <translation>Das Programm ist gescheitert: %1. Bitte melden Sie dies.</translation>
    </message>
    <message>
        <source>Usage: varad COMMAND [options]

Finds what is unusual on pictures of parts, taught from good parts only.

Commands:
</source>
        <translation>Aufruf: varad COMMAND [Optionen]

Findet, was auf Bildern von Teilen ungewöhnlich ist; angelernt wird nur mit Gutteilen.

Befehle:
</translation>
    </message>
    <message>
        <source>
More about one: varad COMMAND --help

Exit codes: 0 done; 1 done, but some files failed; 2 wrong use; 3 cannot run; 130 cancelled.
</source>
        <translation>
Mehr zu einem Befehl: varad COMMAND --help

Rückgabewerte: 0 fertig; 1 fertig, aber einige Dateien scheiterten; 2 falscher Aufruf; 3 nicht ausführbar; 130 abgebrochen.
</translation>
    </message>
    <message>
        <source>varad: there is no command &quot;%1&quot;.</source>
        <translation>varad: Es gibt keinen Befehl „%1“.</translation>
    </message>
    <message>
        <source>The demonstration was cancelled.</source>
        <translation>Die Vorführung wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Photographing buttons</source>
        <translation>Knöpfe werden fotografiert</translation>
    </message>
    <message>
        <source>The product was taught before and is used again (--fresh teaches it anew).</source>
        <translation>Das Produkt wurde schon angelernt und wird wieder verwendet (mit --fresh wird es neu angelernt).</translation>
    </message>
    <message>
        <source>Taught from %1 good buttons in %2.</source>
        <translation>Mit %1 guten Knöpfen in %2 angelernt.</translation>
    </message>
    <message>
        <source>Button inspection: a first look</source>
        <translation>Knopfprüfung: ein erster Blick</translation>
    </message>
    <message>
        <source>%1 pictures of good buttons taught this product what is normal. It then judged %2 further good buttons and %3 defective ones that it had never seen. All buttons are generated by this program.</source>
        <translation>Aus %1 Bildern guter Knöpfe hat dieses Produkt gelernt, was normal ist. Danach beurteilte es %2 weitere gute und %3 fehlerhafte Knöpfe, die es noch nie gesehen hatte. Alle Knöpfe sind von diesem Programm erzeugt.</translation>
    </message>
    <message>
        <source>good</source>
        <translation>Gutteil</translation>
    </message>
    <message>
        <source>Teaches a product from generated buttons and shows what it finds.</source>
        <translation>Lernt ein Produkt mit erzeugten Knöpfen an und zeigt, was es findet.</translation>
    </message>
    <message>
        <source>Makes everything anew.</source>
        <translation>Erzeugt alles neu.</translation>
    </message>
    <message>
        <source>No test picture was found in %1.</source>
        <translation>In %1 wurde kein Testbild gefunden.</translation>
    </message>
    <message>
        <source>good parts: %1 pass, %2 check, %3 alarm; defects: %4 pass, %5 check, %6 alarm</source>
        <translation>Gutteile: %1 bestanden, %2 nachprüfen, %3 Alarm; Fehler: %4 bestanden, %5 nachprüfen, %6 Alarm</translation>
    </message>
    <message>
        <source>Compares a product&apos;s scores with a data set&apos;s test part.</source>
        <translation>Vergleicht die Anomaliewerte eines Produkts mit dem Testteil eines Datensatzes.</translation>
    </message>
    <message>
        <source>The product&apos;s folder.</source>
        <translation>Der Ordner des Produkts.</translation>
    </message>
    <message>
        <source>Data set with a test part.</source>
        <translation>Datensatz mit einem Testteil.</translation>
    </message>
    <message>
        <source>Writes the figures as JSON; - is standard output (default without --csv).</source>
        <translation>Schreibt die Kennzahlen als JSON; - ist die Standardausgabe (Vorgabe ohne --csv).</translation>
    </message>
    <message>
        <source>Judges pictures with a product.</source>
        <translation>Beurteilt Bilder mit einem Produkt.</translation>
    </message>
    <message>
        <source>Writes the table to FILE; - is standard output (default without --json).</source>
        <translation>Schreibt die Tabelle nach FILE; - ist die Standardausgabe (Vorgabe ohne --json).</translation>
    </message>
    <message>
        <source>Writes all results with their hot spots to FILE.</source>
        <translation>Schreibt alle Ergebnisse mit ihren auffälligen Stellen nach FILE.</translation>
    </message>
    <message>
        <source>Writes a report with pictures to FILE.</source>
        <translation>Schreibt einen Bericht mit Bildern nach FILE.</translation>
    </message>
    <message>
        <source>Writes each picture with its heatmap and a legend as PNG into DIR.</source>
        <translation>Schreibt jedes Bild mit Heatmap und Legende als PNG nach DIR.</translation>
    </message>
    <message>
        <source>Writes each raw map as float TIFF into DIR.</source>
        <translation>Schreibt jede Rohkarte als Gleitkomma-TIFF nach DIR.</translation>
    </message>
    <message>
        <source>Pictures, or folders (searched recursively).</source>
        <translation>Bilder oder Ordner (mit Unterordnern durchsucht).</translation>
    </message>
    <message>
        <source>No picture was found. Name pictures or folders that hold some.</source>
        <translation>Es wurde kein Bild gefunden. Nennen Sie Bilder oder Ordner, die Bilder enthalten.</translation>
    </message>
    <message>
        <source>--adapter must be whitening, linear, resblock or none, not &quot;%1&quot;.</source>
        <translation>--adapter muss whitening, linear, resblock oder none sein, nicht „%1“.</translation>
    </message>
    <message>
        <source>--hierarchies must be numbers from 1 on, as in 1,2,3, not &quot;%1&quot;.</source>
        <translation>--hierarchies müssen Zahlen ab 1 sein, etwa 1,2,3, nicht „%1“.</translation>
    </message>
    <message>
        <source>--hierarchies is empty. Name at least one, as in 1,2,3.</source>
        <translation>--hierarchies ist leer. Nennen Sie mindestens eine, etwa 1,2,3.</translation>
    </message>
    <message>
        <source>--%1 and --%2 exclude each other.</source>
        <translation>--%1 und --%2 schließen einander aus.</translation>
    </message>
    <message>
        <source>--%1 must be a whole number from %2 to %3, not &quot;%4&quot;.</source>
        <translation>--%1 muss eine ganze Zahl von %2 bis %3 sein, nicht „%4“.</translation>
    </message>
    <message>
        <source>--%1 is missing.</source>
        <translation>--%1 fehlt.</translation>
    </message>
    <message>
        <source>--dataset must be mvtec, visa, btad, dtd, folder or auto, not &quot;%1&quot;.</source>
        <translation>--dataset muss mvtec, visa, btad, dtd, folder oder auto sein, nicht „%1“.</translation>
    </message>
    <message>
        <source>--%1 needs a file name, or - for standard output.</source>
        <translation>--%1 braucht einen Dateinamen oder - für die Standardausgabe.</translation>
    </message>
    <message>
        <source>Only one output can go to standard output (-).</source>
        <translation>Nur eine Ausgabe kann auf die Standardausgabe (-) gehen.</translation>
    </message>
    <message>
        <source>Feature network: an installed name or a file (see: varad backbone list).</source>
        <translation>Merkmalsnetz: ein installierter Name oder eine Datei (siehe: varad backbone list).</translation>
    </message>
    <message>
        <source>Side that pictures are brought to; 1024 (512 with --as-published). DINOv2 needs a multiple of 14 and floors.</source>
        <translation>Kantenlänge, auf die Bilder gebracht werden; 1024 (mit --as-published 512). Bei DINOv2 wird auf ein Vielfaches von 14 abgerundet.</translation>
    </message>
    <message>
        <source>Passes over the training pictures, or auto.</source>
        <translation>Durchgänge über die Bilder zum Anlernen, oder auto.</translation>
    </message>
    <message>
        <source>Start of all random numbers; 111.</source>
        <translation>Startwert aller Zufallszahlen; 111.</translation>
    </message>
    <message>
        <source>How many tokens ahead the head predicts, or auto.</source>
        <translation>Wie viele Token der Kopf vorausschaut, oder auto.</translation>
    </message>
    <message>
        <source>Which of the backbone&apos;s levels are used, as in 1,2,3.</source>
        <translation>Welche Stufen des Merkmalsnetzes verwendet werden, etwa 1,2,3.</translation>
    </message>
    <message>
        <source>In front of the head: whitening, linear, resblock or none. (lora is accepted and is the same as none.)</source>
        <translation>Vor dem Kopf: whitening, linear, resblock oder none. (lora wird angenommen und bedeutet none.)</translation>
    </message>
    <message>
        <source>Scan direction 0 to 3, or -1 for all.</source>
        <translation>Abtastrichtung 0 bis 3, oder -1 für alle.</translation>
    </message>
    <message>
        <source>Adds a positional code (default unless --as-published).</source>
        <translation>Fügt eine Ortskodierung hinzu (Vorgabe außer mit --as-published).</translation>
    </message>
    <message>
        <source>Adds none.</source>
        <translation>Fügt keine hinzu.</translation>
    </message>
    <message>
        <source>Learns the first token (default unless --as-published).</source>
        <translation>Lernt das erste Token (Vorgabe außer mit --as-published).</translation>
    </message>
    <message>
        <source>Keeps the first token fixed.</source>
        <translation>Lässt das erste Token fest.</translation>
    </message>
    <message>
        <source>The method exactly as published: linear adapter, n = 256, 10 epochs, cosine map, maximum.</source>
        <translation>Das Verfahren genau wie veröffentlicht: linearer Adapter, n = 256, 10 Epochen, Kosinuskarte, Maximum.</translation>
    </message>
    <message>
        <source>%1 does not exist. Name a folder with pictures of good parts.</source>
        <translation>%1 ist nicht vorhanden. Nennen Sie einen Ordner mit Bildern von Gutteilen.</translation>
    </message>
    <message>
        <source>%1 is not a folder. Name a folder with pictures of good parts.</source>
        <translation>%1 ist kein Ordner. Nennen Sie einen Ordner mit Bildern von Gutteilen.</translation>
    </message>
    <message>
        <source>%1 holds %2 categories. Name the folder of one of them, as %3.</source>
        <translation>%1 enthält %2 Kategorien. Nennen Sie den Ordner einer davon, etwa %3.</translation>
    </message>
    <message>
        <source>No picture of a good part was found in %1. Put pictures into it, or into a folder &quot;good&quot; or &quot;train/good&quot; in it.</source>
        <translation>In %1 wurde kein Bild eines Gutteils gefunden. Legen Sie Bilder hinein oder in einen Unterordner „good“ oder „train/good“.</translation>
    </message>
    <message>
        <source>Another training of this product is running. Wait for it or choose another name.</source>
        <translation>Dieses Produkt wird gerade schon angelernt. Warten Sie, bis das fertig ist, oder wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>There is no interrupted training to resume. Leave --resume away.</source>
        <translation>Es gibt kein unterbrochenes Anlernen, das fortgesetzt werden kann. Lassen Sie --resume weg.</translation>
    </message>
    <message>
        <source>The interrupted training had other settings or pictures. Repeat its options, or leave --resume away to start anew.</source>
        <translation>Das unterbrochene Anlernen hatte andere Einstellungen oder Bilder. Wiederholen Sie dessen Optionen, oder lassen Sie --resume weg, um neu zu beginnen.</translation>
    </message>
    <message>
        <source>Only %1 good pictures: the threshold rests on few parts. %2 or more are advised.</source>
        <translation>Nur %1 Bilder von Gutteilen: Der Grenzwert beruht auf wenigen Teilen. Empfohlen sind %2 oder mehr.</translation>
    </message>
    <message>
        <source>The backbone &quot;%1&quot; is not installed, so a product could not name it. Install it first: varad backbone import %2</source>
        <translation>Das Merkmalsnetz „%1“ ist nicht installiert, daher könnte ein Produkt es nicht nennen. Installieren Sie es zuerst: varad backbone import %2</translation>
    </message>
    <message>
        <source>No backbone is installed. Import one: varad backbone import FILE</source>
        <translation>Es ist kein Merkmalsnetz installiert. Importieren Sie eines: varad backbone import FILE</translation>
    </message>
    <message>
        <source>There is no backbone &quot;%1&quot;, neither installed nor a file. See: varad backbone list</source>
        <translation>Es gibt kein Merkmalsnetz „%1“, weder installiert noch als Datei. Siehe: varad backbone list</translation>
    </message>
    <message>
        <source>Training was cancelled.</source>
        <translation>Das Anlernen wurde abgebrochen.</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>, about %1 left</source>
        <translation>, noch etwa %1</translation>
    </message>
    <message>
        <source>warning: %1</source>
        <translation>Warnung: %1</translation>
    </message>
    <message>
        <source>--level must be easy, middle, hard or all, not &quot;%1&quot;.</source>
        <translation>--level muss easy, middle, hard oder all sein, nicht „%1“.</translation>
    </message>
    <message>
        <source>--kind must be plastic2, plastic4, metal or pearl, not &quot;%1&quot;.</source>
        <translation>--kind muss plastic2, plastic4, metal oder pearl sein, nicht „%1“.</translation>
    </message>
    <message>
        <source>%1%2
  family      %3
  parameters  %4
  file        %5
</source>
        <translation>%1%2
  Familie     %3
  Parameter   %4
  Datei       %5
</translation>
    </message>
    <message>
        <source> (default)</source>
        <translation> (Vorgabe)</translation>
    </message>
    <message>
        <source>  side        a multiple of %1
</source>
        <translation>  Kantenlänge ein Vielfaches von %1
</translation>
    </message>
    <message>
        <source>  level %1     %2
</source>
        <translation>  Stufe %1     %2
</translation>
    </message>
    <message>
        <source>  licence     %1
</source>
        <translation>  Lizenz      %1
</translation>
    </message>
    <message>
        <source>  source      %1
</source>
        <translation>  Quelle      %1
</translation>
    </message>
    <message>
        <source>%1 exists already. Choose another name, or replace it with --overwrite.</source>
        <translation>%1 ist schon vorhanden. Wählen Sie einen anderen Namen, oder ersetzen Sie es mit --overwrite.</translation>
    </message>
    <message>
        <source>Writes data sets of generated buttons, with exact masks.</source>
        <translation>Schreibt Datensätze aus erzeugten Knöpfen, mit genauen Masken.</translation>
    </message>
    <message>
        <source>Folder; categories become OUT/LEVEL/KIND.</source>
        <translation>Ordner; die Kategorien werden OUT/LEVEL/KIND.</translation>
    </message>
    <message>
        <source>How visible defects are: easy, middle, hard or all.</source>
        <translation>Wie gut Fehler zu sehen sind: easy, middle, hard oder all.</translation>
    </message>
    <message>
        <source>plastic2, plastic4, metal or pearl; may be repeated; all if left away.</source>
        <translation>plastic2, plastic4, metal oder pearl; kann wiederholt werden; ohne Angabe alle.</translation>
    </message>
    <message>
        <source>Good pictures to teach from.</source>
        <translation>Bilder von Gutteilen zum Anlernen.</translation>
    </message>
    <message>
        <source>Good test pictures.</source>
        <translation>Testbilder von Gutteilen.</translation>
    </message>
    <message>
        <source>Defective test pictures.</source>
        <translation>Testbilder mit Fehlern.</translation>
    </message>
    <message>
        <source>Which products are made.</source>
        <translation>Welche Produkte erzeugt werden.</translation>
    </message>
    <message>
        <source>Side of the pictures.</source>
        <translation>Kantenlänge der Bilder.</translation>
    </message>
    <message>
        <source>Written to %1.</source>
        <translation>Nach %1 geschrieben.</translation>
    </message>
    <message>
        <source>Lists, imports and shows feature networks.</source>
        <translation>Listet, importiert und zeigt Merkmalsnetze.</translation>
    </message>
    <message>
        <source>import: the name it gets; else the file&apos;s.</source>
        <translation>import: der neue Name; sonst der Name der Datei.</translation>
    </message>
    <message>
        <source>import: writes the converted file here instead of installing it.</source>
        <translation>import: schreibt die umgewandelte Datei hierhin, statt sie zu installieren.</translation>
    </message>
    <message>
        <source>import: replaces an installed one of the same name.</source>
        <translation>import: ersetzt ein installiertes mit demselben Namen.</translation>
    </message>
    <message>
        <source>list, import or show.</source>
        <translation>list, import oder show.</translation>
    </message>
    <message>
        <source>A checkpoint (.pth or .safetensors).</source>
        <translation>Eine Netzdatei (.pth oder .safetensors).</translation>
    </message>
    <message>
        <source>Usage: varad backbone %1</source>
        <translation>Aufruf: varad backbone %1</translation>
    </message>
    <message>
        <source>%1 does not exist or is not a file.</source>
        <translation>%1 ist nicht vorhanden oder keine Datei.</translation>
    </message>
    <message>
        <source>Tells versions, threads and device.</source>
        <translation>Nennt Versionen, Threads und Gerät.</translation>
    </message>
    <message>
        <source>The same as JSON.</source>
        <translation>Dasselbe als JSON.</translation>
    </message>
    <message>
        <source>VarAD Inspector %1
Qt %2
</source>
        <translation>VarAD Inspector %1
Qt %2
</translation>
    </message>
    <message>
        <source>LibTorch %1, %2, threads: %3, device: %4
</source>
        <translation>LibTorch %1, %2, Threads: %3, Gerät: %4
</translation>
    </message>
    <message>
        <source>Teaches a product from pictures of good parts.</source>
        <translation>Lernt ein Produkt mit Bildern von Gutteilen an.</translation>
    </message>
    <message>
        <source>Folder with pictures of good parts, or a data set&apos;s category.</source>
        <translation>Ordner mit Bildern von Gutteilen oder Kategorie eines Datensatzes.</translation>
    </message>
    <message>
        <source>Folder of the product. An existing product gets a further model.</source>
        <translation>Ordner des Produkts. Ein vorhandenes Produkt bekommt ein weiteres Modell.</translation>
    </message>
    <message>
        <source>Uses the first N pictures only.</source>
        <translation>Verwendet nur die ersten N Bilder.</translation>
    </message>
    <message>
        <source>Goes on where the interrupted training of this product stopped.</source>
        <translation>Setzt das unterbrochene Anlernen dieses Produkts fort.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is one word too many.</source>
        <translation>„%1“ ist ein Wort zu viel.</translation>
    </message>
    <message>
        <source>Training was cancelled; the same command with --resume goes on where it stopped.</source>
        <translation>Das Anlernen wurde abgebrochen; derselbe Befehl mit --resume setzt es fort.</translation>
    </message>
    <message>
        <source>The good parts score nearly alike (spread too small), so the scale was widened. Check that the pictures are not all the same.</source>
        <translation>Die Gutteile haben fast gleiche Anomaliewerte (zu geringe Streuung), daher wurde die Skala gedehnt. Prüfen Sie, ob nicht alle Bilder gleich sind.</translation>
    </message>
    <message>
        <source>%1 is taught: model %2 from %3 pictures in %4, threshold %5 (just above the highest of %6 good parts).</source>
        <translation>%1 ist angelernt: Modell %2 aus %3 Bildern in %4, Grenzwert %5 (knapp über dem höchsten von %6 Gutteilen).</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) nearly the same as others: twins are never held out from each other.</source>
        <translation>
            <numerusform>%n Bild ist fast gleich wie andere: Zwillinge werden nur gemeinsam zurückgehalten.</numerusform>
            <numerusform>%n Bilder sind fast gleich wie andere: Zwillinge werden nur gemeinsam zurückgehalten.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CsvTable</name>
    <message>
        <source>“%1”, line %2: %3</source>
        <translation>„%1“, Zeile %2: %3</translation>
    </message>
    <message>
        <source>“%1” cannot be read: %2</source>
        <translation>„%1“ kann nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>the file is too large for a list of pictures.</source>
        <translation>die Datei ist zu groß für eine Bilderliste.</translation>
    </message>
    <message>
        <source>a quote is not closed.</source>
        <translation>ein Anführungszeichen wird nicht geschlossen.</translation>
    </message>
    <message>
        <source>%1 columns where the first line has %2.</source>
        <translation>%1 Spalten, die erste Zeile hat aber %2.</translation>
    </message>
    <message>
        <source>the file is empty.</source>
        <translation>die Datei ist leer.</translation>
    </message>
</context>
<context>
    <name>Dataset</name>
    <message>
        <source>“%1” holds no data set: no folder in it has a train or test folder.</source>
        <translation>„%1“ enthält keinen Datensatz: Kein Ordner darin hat einen Unterordner train oder test.</translation>
    </message>
    <message>
        <source>The folder “%1” does not exist.</source>
        <translation>Der Ordner „%1“ ist nicht vorhanden.</translation>
    </message>
    <message>
        <source>“%2” has no category “%1”.</source>
        <translation>„%2“ hat keine Kategorie „%1“.</translation>
    </message>
    <message>
        <source>“%1” holds no pictures.</source>
        <translation>„%1“ enthält keine Bilder.</translation>
    </message>
</context>
<context>
    <name>DurableFile</name>
    <message>
        <source>%1 was not written: the disk is full. Make room and try again.</source>
        <translation>%1 wurde nicht geschrieben: Der Datenträger ist voll. Schaffen Sie Platz, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>%1 was not written: its folder does not exist. Create it first.</source>
        <translation>%1 wurde nicht geschrieben: Der Ordner ist nicht vorhanden. Legen Sie ihn zuerst an.</translation>
    </message>
    <message>
        <source>%1 was not written: no permission there. Choose a folder that you may write to.</source>
        <translation>%1 wurde nicht geschrieben: Dort fehlt die Berechtigung. Wählen Sie einen Ordner, in den Sie schreiben dürfen.</translation>
    </message>
    <message>
        <source>%1 was not written: %2. Check the disk and try again.</source>
        <translation>%1 wurde nicht geschrieben: %2. Prüfen Sie den Datenträger, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>%1 was not written: a folder has this name. Choose another one.</source>
        <translation>%1 wurde nicht geschrieben: Ein Ordner hat diesen Namen. Wählen Sie einen anderen.</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>The engine %1 cannot be loaded: %2. Install the program again.</source>
        <translation>Der Rechenkern %1 kann nicht geladen werden: %2. Installieren Sie das Programm neu.</translation>
    </message>
    <message>
        <source>The engine did not start.</source>
        <translation>Der Rechenkern ist nicht gestartet.</translation>
    </message>
    <message>
        <source>The engine was not found at %1. Install the program again, or set VARAD_ENGINE.</source>
        <translation>Der Rechenkern wurde unter %1 nicht gefunden. Installieren Sie das Programm neu, oder setzen Sie VARAD_ENGINE.</translation>
    </message>
</context>
<context>
    <name>FeatureExtractor</name>
    <message>
        <source>The part was not found in the picture, or its size is another one, so there is no verdict. Check that the whole part is in view.</source>
        <translation>Das Teil wurde im Bild nicht gefunden oder hat eine andere Größe, daher gibt es kein Urteil. Prüfen Sie, ob das ganze Teil zu sehen ist.</translation>
    </message>
</context>
<context>
    <name>FolderListing</name>
    <message>
        <source>The folder “%1” cannot be read; check its name and access rights.</source>
        <translation>Der Ordner „%1“ kann nicht gelesen werden; prüfen Sie Namen und Zugriffsrechte.</translation>
    </message>
</context>
<context>
    <name>Inspection</name>
    <message>
        <source>%1 was not inspected: it could not be decoded.</source>
        <translation>%1 wurde nicht geprüft: Das Bild konnte nicht dekodiert werden.</translation>
    </message>
    <message>
        <source>The inspection was cancelled.</source>
        <translation>Die Prüfung wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Inspecting</source>
        <translation>Bilder werden geprüft</translation>
    </message>
    <message>
        <source>%1 was not inspected: the network failed on it.</source>
        <translation>%1 wurde nicht geprüft: Das Netz konnte das Bild nicht auswerten.</translation>
    </message>
</context>
<context>
    <name>InspectionFiles</name>
    <message>
        <source>%1 was not written: it cannot be encoded.</source>
        <translation>%1 wurde nicht geschrieben: Der Inhalt kann nicht kodiert werden.</translation>
    </message>
</context>
<context>
    <name>InspectionWorker</name>
    <message>
        <source>The engine did not start. Install the program again.</source>
        <translation>Der Rechenkern ist nicht gestartet. Installieren Sie das Programm neu.</translation>
    </message>
    <message>
        <source>The model of the product could not be loaded.</source>
        <translation>Das Modell des Produkts konnte nicht geladen werden.</translation>
    </message>
</context>
<context>
    <name>Job</name>
    <message>
        <source>“%1” failed because of an error in the program.</source>
        <translation>„%1“ ist durch einen Programmfehler gescheitert.</translation>
    </message>
</context>
<context>
    <name>Metrics</name>
    <message>
        <source>Scores could not be evaluated: they are not numbers or do not fit their pictures.</source>
        <translation>Die Anomaliewerte konnten nicht ausgewertet werden: Sie sind keine Zahlen oder passen nicht zu ihren Bildern.</translation>
    </message>
</context>
<context>
    <name>ModelTraining</name>
    <message>
        <source>Hierarchy %1 does not exist: the backbone %2 has 1 to %3.</source>
        <translation>Hierarchiestufe %1 gibt es nicht: Das Merkmalsnetz %2 hat 1 bis %3.</translation>
    </message>
    <message>
        <source>Give the hierarchies once each, in rising order.</source>
        <translation>Nennen Sie jede Hierarchiestufe einmal, in aufsteigender Folge.</translation>
    </message>
    <message>
        <source>The image size %1 is too small: at least %2 is needed.</source>
        <translation>Die Bildgröße %1 ist zu klein: Nötig sind mindestens %2.</translation>
    </message>
    <message>
        <source>Learning what good parts look like</source>
        <translation>Das Aussehen von Gutteilen wird gelernt</translation>
    </message>
    <message>
        <source>Setting the scale</source>
        <translation>Die Skala wird festgelegt</translation>
    </message>
    <message>
        <source>as published; %1 steps, last loss %2</source>
        <translation>wie veröffentlicht; %1 Schritte, letzter Verlust %2</translation>
    </message>
    <message>
        <source>Collecting tokens of good parts</source>
        <translation>Token von Gutteilen werden gesammelt</translation>
    </message>
    <message>
        <source>nearest of %1 tokens</source>
        <translation>nächstes von %1 Token</translation>
    </message>
    <message>
        <source>Whitening belongs to the recipe; as published the adapter is linear, resblock or none.</source>
        <translation>Whitening gehört zum Verfahren dieses Programms; wie veröffentlicht ist der Adapter linear, resblock oder none.</translation>
    </message>
    <message>
        <source>The backbone could not be stored with the product at %1.</source>
        <translation>Das Merkmalsnetz konnte nicht beim Produkt unter %1 abgelegt werden.</translation>
    </message>
</context>
<context>
    <name>PictureList</name>
    <message>
        <source>“%1” does not exist.</source>
        <translation>„%1“ ist nicht vorhanden.</translation>
    </message>
    <message>
        <source>“%1” holds more than %2 entries; choose a smaller folder.</source>
        <translation>„%1“ enthält mehr als %2 Einträge; wählen Sie einen kleineren Ordner.</translation>
    </message>
</context>
<context>
    <name>PictureReader</name>
    <message>
        <source>“%1” is empty; perhaps it is still being written.</source>
        <translation>„%1“ ist leer; vielleicht wird die Datei noch geschrieben.</translation>
    </message>
    <message>
        <source>“%1” is not a picture: JPEG, PNG, BMP, TIFF and WebP are read.</source>
        <translation>„%1“ ist kein Bild: Gelesen werden JPEG, PNG, BMP, TIFF und WebP.</translation>
    </message>
    <message>
        <source>“%1” is cut off; copy the file again.</source>
        <translation>„%1“ ist abgeschnitten; kopieren Sie die Datei noch einmal.</translation>
    </message>
    <message>
        <source>“%1” is damaged: a checksum is wrong; copy the file again.</source>
        <translation>„%1“ ist beschädigt: Eine Prüfsumme ist falsch; kopieren Sie die Datei noch einmal.</translation>
    </message>
    <message>
        <source>“%1” is damaged: its header makes no sense; save it anew.</source>
        <translation>„%1“ ist beschädigt: Der Dateikopf ergibt keinen Sinn; speichern Sie das Bild neu.</translation>
    </message>
    <message>
        <source>“%1” is damaged: its pixels cannot be read whole; save it anew.</source>
        <translation>„%1“ ist beschädigt: Die Pixel sind nicht vollständig lesbar; speichern Sie das Bild neu.</translation>
    </message>
    <message>
        <source>“%1” has more pixels than the limit allows; save it smaller.</source>
        <translation>„%1“ hat mehr Pixel als erlaubt; speichern Sie das Bild kleiner.</translation>
    </message>
    <message>
        <source>“%1” is of a rare kind that is not read; save it as 8-bit PNG.</source>
        <translation>„%1“ hat ein seltenes Format, das nicht gelesen wird; speichern Sie das Bild als 8-Bit-PNG.</translation>
    </message>
    <message>
        <source>“%1” has floating-point pixels outside 0 to 1; save it as 8-bit or 16-bit.</source>
        <translation>„%1“ hat Gleitkomma-Pixel außerhalb von 0 bis 1; speichern Sie das Bild mit 8 oder 16 Bit.</translation>
    </message>
    <message>
        <source>“%1” could not be read.</source>
        <translation>„%1“ konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>“%1” was not read: the program for decoding pictures does not start; install VarAD Inspector again.</source>
        <translation>„%1“ wurde nicht gelesen: Das Programm zum Dekodieren von Bildern startet nicht; installieren Sie VarAD Inspector neu.</translation>
    </message>
    <message>
        <source>Reading “%1” was cancelled.</source>
        <translation>Das Lesen von „%1“ wurde abgebrochen.</translation>
    </message>
    <message>
        <source>“%1” takes too long to decode; save it anew.</source>
        <translation>Das Dekodieren von „%1“ dauert zu lange; speichern Sie das Bild neu.</translation>
    </message>
    <message>
        <source>“%1” needs more memory than a picture of its size may; save it anew.</source>
        <translation>„%1“ braucht mehr Speicher, als ein Bild dieser Größe darf; speichern Sie das Bild neu.</translation>
    </message>
    <message>
        <source>“%1” makes its decoder fail; save it anew.</source>
        <translation>„%1“ lässt den Dekoder scheitern; speichern Sie das Bild neu.</translation>
    </message>
    <message>
        <source>“%1” does not exist (any more).</source>
        <translation>„%1“ ist nicht (mehr) vorhanden.</translation>
    </message>
    <message>
        <source>“%1” cannot be read; check the access rights.</source>
        <translation>„%1“ kann nicht gelesen werden; prüfen Sie die Zugriffsrechte.</translation>
    </message>
    <message>
        <source>“%1” could not be read: memory ran out.</source>
        <translation>„%1“ konnte nicht gelesen werden: Der Speicher reichte nicht.</translation>
    </message>
</context>
<context>
    <name>PictureStore</name>
    <message>
        <source>The picture cannot be shown.</source>
        <translation>Das Bild kann nicht angezeigt werden.</translation>
    </message>
</context>
<context>
    <name>Product</name>
    <message>
        <source>%1 must be a text</source>
        <translation>%1 muss ein Text sein</translation>
    </message>
    <message>
        <source>%1 must be a number with a decimal point</source>
        <translation>%1 muss eine Zahl mit Dezimalpunkt sein</translation>
    </message>
    <message>
        <source>%1 is %2, but must lie between %3 and %4</source>
        <translation>%1 ist %2, muss aber zwischen %3 und %4 liegen</translation>
    </message>
    <message>
        <source>%1 must be a whole number</source>
        <translation>%1 muss eine ganze Zahl sein</translation>
    </message>
    <message>
        <source>%1 is %2, but must be a whole number from %3 to %4</source>
        <translation>%1 ist %2, muss aber eine ganze Zahl von %3 bis %4 sein</translation>
    </message>
    <message>
        <source>model is %1, but must be a path inside the product&apos;s folder such as %2</source>
        <translation>model ist %1, muss aber ein Pfad im Ordner des Produkts sein, etwa %2</translation>
    </message>
    <message>
        <source>unknown key %1 (did you mean %2?)</source>
        <translation>unbekannter Schlüssel %1 (meinten Sie %2?)</translation>
    </message>
    <message>
        <source>unknown key %1</source>
        <translation>unbekannter Schlüssel %1</translation>
    </message>
    <message>
        <source>key: value lines are expected</source>
        <translation>erwartet werden Zeilen der Form Schlüssel: Wert</translation>
    </message>
    <message>
        <source>the key %1 is missing</source>
        <translation>der Schlüssel %1 fehlt</translation>
    </message>
    <message>
        <source>a key must be a word</source>
        <translation>ein Schlüssel muss ein Wort sein</translation>
    </message>
    <message>
        <source>%1 is given twice</source>
        <translation>%1 ist zweimal angegeben</translation>
    </message>
    <message>
        <source>format is not varad-product</source>
        <translation>format ist nicht varad-product</translation>
    </message>
    <message>
        <source>version %1 was made by a newer program</source>
        <translation>Version %1 stammt von einem neueren Programm</translation>
    </message>
    <message>
        <source>unknown backbone %1</source>
        <translation>unbekanntes Merkmalsnetz %1</translation>
    </message>
    <message>
        <source>image_size is %1, but %2 needs a multiple of %3</source>
        <translation>image_size ist %1, %2 braucht aber ein Vielfaches von %3</translation>
    </message>
    <message>
        <source>%1 must be one line of 1 to 100 characters</source>
        <translation>%1 muss eine Zeile mit 1 bis 100 Zeichen sein</translation>
    </message>
    <message>
        <source>active must hold model_version and calibration</source>
        <translation>active muss model_version und calibration enthalten</translation>
    </message>
    <message>
        <source>unknown or doubled key %1 in active</source>
        <translation>unbekannter oder doppelter Schlüssel %1 in active</translation>
    </message>
    <message>
        <source>name is empty</source>
        <translation>der Name ist leer</translation>
    </message>
    <message>
        <source>name is longer than 200 characters</source>
        <translation>der Name ist länger als 200 Zeichen</translation>
    </message>
    <message>
        <source>name holds a line break or a control character</source>
        <translation>der Name enthält einen Zeilenumbruch oder ein Steuerzeichen</translation>
    </message>
    <message>
        <source>name holds a character that turns the writing direction</source>
        <translation>der Name enthält ein Zeichen, das die Schreibrichtung umkehrt</translation>
    </message>
</context>
<context>
    <name>ProductFolder</name>
    <message>
        <source>%1 does not exist. Check the path.</source>
        <translation>%1 ist nicht vorhanden. Prüfen Sie den Pfad.</translation>
    </message>
    <message>
        <source>%1 is not a file.</source>
        <translation>%1 ist keine Datei.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2. Check the permissions.</source>
        <translation>%1 kann nicht gelesen werden: %2. Prüfen Sie die Berechtigungen.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>%1 kann nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>The model of %1 is missing: %2. Restore it from a copy or train again.</source>
        <translation>Das Modell von %1 fehlt: %2. Stellen Sie es aus einer Kopie wieder her, oder lernen Sie neu an.</translation>
    </message>
    <message>
        <source>The model of %1 lies outside the product&apos;s folder: %2.</source>
        <translation>Das Modell von %1 liegt außerhalb des Produktordners: %2.</translation>
    </message>
    <message>
        <source>%1 holds 9999 models already. Start a new product.</source>
        <translation>%1 enthält schon 9999 Modelle. Beginnen Sie ein neues Produkt.</translation>
    </message>
    <message>
        <source>%1 uses &quot;%2&quot;, which this program cannot honour, so its verdicts would be wrong. Use a newer program.</source>
        <translation>%1 verwendet „%2“; das kann dieses Programm nicht berücksichtigen, die Urteile wären also falsch. Verwenden Sie ein neueres Programm.</translation>
    </message>
    <message>
        <source>%1 names no calibration, so scores have no scale. Train the product again.</source>
        <translation>%1 nennt keine Kalibrierung, daher haben die Anomaliewerte keine Skala. Lernen Sie das Produkt neu an.</translation>
    </message>
    <message>
        <source>%1 is not the model that was calibrated: it was changed or damaged. Restore it from a copy or train again.</source>
        <translation>%1 ist nicht das kalibrierte Modell: Es wurde geändert oder beschädigt. Stellen Sie es aus einer Kopie wieder her, oder lernen Sie neu an.</translation>
    </message>
    <message>
        <source>%1 is a file. Name a folder for the product.</source>
        <translation>%1 ist eine Datei. Nennen Sie einen Ordner für das Produkt.</translation>
    </message>
    <message>
        <source>%1 holds other files and is no product. Name a new or empty folder.</source>
        <translation>%1 enthält andere Dateien und ist kein Produkt. Nennen Sie einen neuen oder leeren Ordner.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be a product: %2.</source>
        <translation>„%1“ kann kein Produkt sein: %2.</translation>
    </message>
</context>
<context>
    <name>Proof</name>
    <message>
        <source>No false alarm in %1 good parts. With 95 % confidence the true rate is at most %2 (about 3 in %1).</source>
        <translation>Kein Fehlalarm bei %1 Gutteilen. Mit 95 % Sicherheit beträgt die wahre Rate höchstens %2 (etwa 3 von %1).</translation>
    </message>
    <message>
        <source>Few parts, weak proof.</source>
        <translation>Wenige Teile, schwacher Nachweis.</translation>
    </message>
    <message>
        <source>Set just above the highest of %1 good parts: expect about 1 false alarm in %2, with 95 % confidence at most %3.</source>
        <translation>Knapp über dem höchsten von %1 Gutteilen gesetzt: etwa 1 Fehlalarm auf %2 Gutteile zu erwarten, mit 95 % Sicherheit höchstens %3.</translation>
    </message>
    <message>
        <source>Escapes: unknown. No confirmed defect was tested, so nobody can say how many defects would pass.</source>
        <translation>Schlupf: unbekannt. Es wurde kein bestätigter Fehler getestet; niemand kann also sagen, wie viele Fehler durchkämen.</translation>
    </message>
    <message>
        <source>All %1 known defects found. For defects like these at most %2 may pass (95 %). New kinds are not covered.</source>
        <translation>Alle bekannten Fehler gefunden (%1). Von solchen Fehlern kommen höchstens %2 durch (95 %). Neue Arten sind nicht abgedeckt.</translation>
    </message>
    <message>
        <source>%1 of %2 known defects passed. For defects like these at most %3 may pass (95 %). New kinds are not covered.</source>
        <translation>Schlupf: %1 von %2 bekannten Fehlern. Von solchen Fehlern kommen höchstens %3 durch (95 %). Neue Arten sind nicht abgedeckt.</translation>
    </message>
    <message numerus="yes">
        <source>%n false alarm(s) in %1 good parts (%2). With 95 % confidence at most %3.</source>
        <translation>
            <numerusform>%n Fehlalarm bei %1 Gutteilen (%2). Mit 95 % Sicherheit höchstens %3.</numerusform>
            <numerusform>%n Fehlalarme bei %1 Gutteilen (%2). Mit 95 % Sicherheit höchstens %3.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecipeTraining</name>
    <message>
        <source>Learning what good parts look like</source>
        <translation>Das Aussehen von Gutteilen wird gelernt</translation>
    </message>
    <message>
        <source>Measuring how good parts vary</source>
        <translation>Die Schwankung der Gutteile wird gemessen</translation>
    </message>
    <message>
        <source>Setting the scale</source>
        <translation>Die Skala wird festgelegt</translation>
    </message>
    <message>
        <source>compared with the same place</source>
        <translation>mit derselben Stelle verglichen</translation>
    </message>
    <message>
        <source>compared with typical places</source>
        <translation>mit typischen Stellen verglichen</translation>
    </message>
    <message>
        <source>unusual anywhere</source>
        <translation>irgendwo ungewöhnlich</translation>
    </message>
    <message>
        <source>unusual anywhere and at its place</source>
        <translation>irgendwo und an dieser Stelle ungewöhnlich</translation>
    </message>
    <message>
        <source>unusual anywhere and in its surroundings</source>
        <translation>irgendwo und in der Umgebung ungewöhnlich</translation>
    </message>
    <message>
        <source>mean of the highest %1 % of the map</source>
        <translation>Mittel der höchsten %1 % der Karte</translation>
    </message>
    <message>
        <source>highest place of the map</source>
        <translation>höchste Stelle der Karte</translation>
    </message>
    <message>
        <source>%1, %2, by %3; score: %4; on %5 artificial defects: image AUROC %6, pixel AP %7</source>
        <translation>%1, %2, nach %3; Anomaliewert: %4; bei %5 künstlichen Fehlern: Bild-AUROC %6, Pixel-AP %7</translation>
    </message>
    <message>
        <source>The prediction distance %1 is too small: it is halved for every further hierarchy and must stay at least 1.</source>
        <translation>Der Vorhersageabstand %1 ist zu klein: Er wird für jede weitere Hierarchiestufe halbiert und muss mindestens 1 bleiben.</translation>
    </message>
    <message>
        <source>parts are brought into one pose</source>
        <translation>Teile werden in dieselbe Lage gebracht</translation>
    </message>
    <message>
        <source>the part is told from its background</source>
        <translation>das Teil wird vom Hintergrund unterschieden</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Benchmark on %1</source>
        <translation>Benchmark mit %1</translation>
    </message>
    <message>
        <source>VarAD Inspector %1, %2</source>
        <translation>VarAD Inspector %1, %2</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Image AUROC</source>
        <translation>Bild-AUROC</translation>
    </message>
    <message>
        <source>Image AP</source>
        <translation>Bild-AP</translation>
    </message>
    <message>
        <source>Image max F1</source>
        <translation>Bild, max. F1</translation>
    </message>
    <message>
        <source>Pixel AUROC</source>
        <translation>Pixel-AUROC</translation>
    </message>
    <message>
        <source>Pixel AP</source>
        <translation>Pixel-AP</translation>
    </message>
    <message>
        <source>Pixel max F1</source>
        <translation>Pixel, max. F1</translation>
    </message>
    <message>
        <source>AUPRO 0.30</source>
        <translation>AUPRO 0.30</translation>
    </message>
    <message>
        <source>AUPRO 0.05</source>
        <translation>AUPRO 0.05</translation>
    </message>
    <message>
        <source>Train, s</source>
        <translation>Anlernen, s</translation>
    </message>
    <message>
        <source>Pictures/s</source>
        <translation>Bilder/s</translation>
    </message>
    <message>
        <source>Peak, MB</source>
        <translation>Spitze, MB</translation>
    </message>
    <message>
        <source>Average</source>
        <translation>Durchschnitt</translation>
    </message>
    <message>
        <source>Large figures are means over %1 seeds, small ones the lowest and the highest. A dash means: undefined.</source>
        <translation>Große Zahlen sind Mittel über %1 Startwerte, kleine der niedrigste und der höchste Wert. Ein Strich bedeutet: nicht definiert.</translation>
    </message>
    <message>
        <source>One run. A dash means: undefined.</source>
        <translation>Ein Lauf. Ein Strich bedeutet: nicht definiert.</translation>
    </message>
    <message>
        <source>score; line: alarm from %1; outline: hot spots from %2</source>
        <translation>Anomaliewert; Linie: Alarm ab %1; Umriss: auffällige Stellen ab %2</translation>
    </message>
    <message>
        <source>Inspection with %1</source>
        <translation>Prüfung mit %1</translation>
    </message>
    <message>
        <source>%1 mm²</source>
        <translation>%1 mm²</translation>
    </message>
    <message>
        <source>%1 px</source>
        <translation>%1 px</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>version %1, taught %2</source>
        <translation>Version %1, angelernt %2</translation>
    </message>
    <message>
        <source>Taught from</source>
        <translation>Angelernt mit</translation>
    </message>
    <message>
        <source>%1 pictures of good parts</source>
        <translation>%1 Bildern von Gutteilen</translation>
    </message>
    <message>
        <source>Backbone</source>
        <translation>Merkmalsnetz</translation>
    </message>
    <message>
        <source>%1 at %2 × %2 pixels</source>
        <translation>%1 bei %2 × %2 Pixeln</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Grenzwert</translation>
    </message>
    <message>
        <source>alarm from score %1</source>
        <translation>Alarm ab Anomaliewert %1</translation>
    </message>
    <message>
        <source>Check band</source>
        <translation>Nachprüfbereich</translation>
    </message>
    <message>
        <source>a person looks from score %1</source>
        <translation>nachprüfen ab Anomaliewert %1</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>Kalibrierung</translation>
    </message>
    <message>
        <source>number %1, %2 good parts, %3</source>
        <translation>Nummer %1, %2 Gutteile, %3</translation>
    </message>
    <message>
        <source>held out</source>
        <translation>mit zurückgehaltenen Teilen</translation>
    </message>
    <message>
        <source>by cross-checking</source>
        <translation>durch Kreuzprüfung</translation>
    </message>
    <message>
        <source>Model identity</source>
        <translation>Kennung des Modells</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>How sure is that?</source>
        <translation>Wie sicher ist das?</translation>
    </message>
    <message>
        <source>A score of 100 is the most unusual good part at calibration, 0 a typical one. It is not a percentage.</source>
        <translation>Ein Anomaliewert von 100 ist das ungewöhnlichste Gutteil bei der Kalibrierung, 0 ein typisches. Er ist kein Prozentwert.</translation>
    </message>
    <message>
        <source>A picture&apos;s score is a mean over its most unusual places; the heatmap has its own scale, on which 100 is the highest place of any good part.</source>
        <translation>Der Anomaliewert eines Bildes ist ein Mittel über seine ungewöhnlichsten Stellen; die Heatmap hat eine eigene Skala, auf der 100 die höchste Stelle aller Gutteile ist.</translation>
    </message>
    <message>
        <source>The good parts scored nearly alike (spread too small), so the scale was widened.</source>
        <translation>Die Gutteile hatten fast gleiche Anomaliewerte (zu geringe Streuung), daher wurde die Skala gedehnt.</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Anomaliewerte</translation>
    </message>
    <message>
        <source>All scores on one line; the table below holds the same numbers</source>
        <translation>Alle Anomaliewerte auf einer Linie; die Tabelle darunter enthält dieselben Zahlen</translation>
    </message>
    <message>
        <source>alarm from %1</source>
        <translation>Alarm ab %1</translation>
    </message>
    <message>
        <source>All pictures</source>
        <translation>Alle Bilder</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Known to be</source>
        <translation>Bekannt als</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Anomaliewert</translation>
    </message>
    <message>
        <source>Hot spots</source>
        <translation>Auffällige Stellen</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>Größte</translation>
    </message>
    <message>
        <source>%1 (known: %2)</source>
        <translation>%1 (bekannt: %2)</translation>
    </message>
    <message>
        <source>%1, as photographed</source>
        <translation>%1, wie fotografiert</translation>
    </message>
    <message>
        <source>%1 with heatmap: %2, score %3</source>
        <translation>%1 mit Heatmap: %2, Anomaliewert %3</translation>
    </message>
    <message>
        <source>Heatmap</source>
        <translation>Heatmap</translation>
    </message>
    <message>
        <source>%1, its most unusual place</source>
        <translation>%1, ungewöhnlichste Stelle</translation>
    </message>
    <message>
        <source>Most unusual place</source>
        <translation>Ungewöhnlichste Stelle</translation>
    </message>
    <message>
        <source>%1, its most unusual place with heatmap</source>
        <translation>%1, ungewöhnlichste Stelle mit Heatmap</translation>
    </message>
    <message>
        <source>With heatmap</source>
        <translation>Mit Heatmap</translation>
    </message>
    <message>
        <source>Hot spot at</source>
        <translation>Auffällige Stelle bei</translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>Höchstwert</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittelwert</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Fläche</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Only the first %1 pictures are shown; the table lists all.</source>
        <translation>Nur die ersten %1 Bilder sind abgebildet; die Tabelle nennt alle.</translation>
    </message>
    <message>
        <source>Colours have a fixed scale, the same for every picture until the product is calibrated again. Areas count %1.</source>
        <translation>Die Farben haben eine feste Skala, für alle Bilder dieselbe, bis das Produkt neu kalibriert wird. Flächen sind angegeben in %1.</translation>
    </message>
    <message>
        <source>square millimetres</source>
        <translation>Quadratmillimetern</translation>
    </message>
    <message>
        <source>pixels of the original picture</source>
        <translation>Pixeln des Originalbilds</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RuleChoice</name>
    <message>
        <source>Checking with artificial defects</source>
        <translation>Kontrolle mit künstlichen Fehlern</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>x %1, y %2: red %3, green %4, blue %5</source>
        <translation>x %1, y %2: Rot %3, Grün %4, Blau %5</translation>
    </message>
    <message>
        <source>%1, score %2</source>
        <comment>place and colour, score there</comment>
        <translation>%1, Anomaliewert %2</translation>
    </message>
    <message>
        <source>%1/%2</source>
        <comment>place in the list</comment>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>no product</source>
        <translation>kein Produkt</translation>
    </message>
    <message>
        <source>threshold %1</source>
        <translation>Grenzwert %1</translation>
    </message>
</context>
<context>
    <name>TimeLeft</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
</context>
<context>
    <name>TorchDetector</name>
    <message>
        <source>The picture could not be scored.</source>
        <translation>Das Bild konnte nicht bewertet werden.</translation>
    </message>
    <message>
        <source>The network&apos;s answer for this picture is not a number, so there is no verdict. Teach the product anew.</source>
        <translation>Die Antwort des Netzes zu diesem Bild ist keine Zahl, daher gibt es kein Urteil. Lernen Sie das Produkt neu an.</translation>
    </message>
</context>
<context>
    <name>TorchEngine</name>
    <message>
        <source>The reference BLAS is in use, which makes this program about 30 times slower. Install the package libopenblas0-pthread.</source>
        <translation>Die Referenz-BLAS wird verwendet; dadurch ist dieses Programm etwa 30-mal langsamer. Installieren Sie das Paket libopenblas0-pthread.</translation>
    </message>
    <message>
        <source>Training failed.</source>
        <translation>Das Anlernen ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>The model cannot be used.</source>
        <translation>Das Modell kann nicht verwendet werden.</translation>
    </message>
    <message>
        <source>The model %1 does not exist. Name a model file that is there.</source>
        <translation>Das Modell %1 ist nicht vorhanden. Nennen Sie eine vorhandene Modelldatei.</translation>
    </message>
    <message>
        <source>The backbones cannot be listed.</source>
        <translation>Die Merkmalsnetze können nicht aufgelistet werden.</translation>
    </message>
    <message>
        <source>The file is no backbone that this program knows.</source>
        <translation>Die Datei ist kein Merkmalsnetz, das dieses Programm kennt.</translation>
    </message>
    <message>
        <source>The backbone cannot be imported.</source>
        <translation>Das Merkmalsnetz kann nicht importiert werden.</translation>
    </message>
    <message>
        <source>%1 exists already. Choose another name, or allow overwriting.</source>
        <translation>%1 ist schon vorhanden. Wählen Sie einen anderen Namen, oder erlauben Sie das Überschreiben.</translation>
    </message>
    <message>
        <source>A backbone of the name &quot;%1&quot; ships with the program. Choose another name.</source>
        <translation>Ein Merkmalsnetz mit dem Namen „%1“ gehört zum Programm. Wählen Sie einen anderen Namen.</translation>
    </message>
</context>
<context>
    <name>TrainingFeatures</name>
    <message>
        <source>Finding the part</source>
        <translation>Das Teil wird gesucht</translation>
    </message>
    <message>
        <source>In good picture %1 no part is found as in the others, so parts are not turned into one pose. If they lie at any angle, teach again without it.</source>
        <translation>Im Gutteil-Bild %1 wird kein Teil wie in den anderen gefunden, daher werden die Teile nicht in dieselbe Lage gedreht. Wenn sie beliebig gedreht liegen, lernen Sie ohne dieses Bild neu an.</translation>
    </message>
    <message>
        <source>Looking at the good parts</source>
        <translation>Gutteile werden betrachtet</translation>
    </message>
</context>
<context>
    <name>TrainingSet</name>
    <message>
        <source>Training was cancelled.</source>
        <translation>Das Anlernen wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Left out of training: %1</source>
        <translation>Beim Anlernen ausgelassen: %1</translation>
    </message>
    <message>
        <source>Checking pictures</source>
        <translation>Bilder werden kontrolliert</translation>
    </message>
    <message>
        <source>Training needs at least %1 usable good pictures; %2 of %3 files are. Add more pictures of good parts.</source>
        <translation>Zum Anlernen sind mindestens %1 brauchbare Bilder von Gutteilen nötig; von %3 Dateien sind es %2. Fügen Sie Bilder von Gutteilen hinzu.</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>PASS</source>
        <translation>BESTANDEN</translation>
    </message>
    <message>
        <source>CHECK</source>
        <translation>NACHPRÜFEN</translation>
    </message>
    <message>
        <source>ALARM</source>
        <translation>ALARM</translation>
    </message>
    <message>
        <source>NO RESULT</source>
        <translation>KEIN ERGEBNIS</translation>
    </message>
</context>
<context>
    <name>VisaTable</name>
    <message>
        <source>“%1”, line %2: %3</source>
        <translation>„%1“, Zeile %2: %3</translation>
    </message>
    <message>
        <source>the columns object, split, label, image and mask are needed.</source>
        <translation>nötig sind die Spalten object, split, label, image und mask.</translation>
    </message>
    <message>
        <source>the object has no name.</source>
        <translation>das Objekt hat keinen Namen.</translation>
    </message>
    <message>
        <source>split is “%1”, not train or test.</source>
        <translation>split ist „%1“, nicht train oder test.</translation>
    </message>
    <message>
        <source>label is “%1”, not normal or anomaly.</source>
        <translation>label ist „%1“, nicht normal oder anomaly.</translation>
    </message>
    <message>
        <source>there is no picture “%1” in the data set.</source>
        <translation>im Datensatz gibt es kein Bild „%1“.</translation>
    </message>
    <message>
        <source>there is no mask “%1” in the data set.</source>
        <translation>im Datensatz gibt es keine Maske „%1“.</translation>
    </message>
</context>
<context>
    <name>Yaml</name>
    <message>
        <source>an alias refers to something that is not complete</source>
        <translation>ein Alias verweist auf etwas, das nicht vollständig ist</translation>
    </message>
    <message>
        <source>tags are not allowed here</source>
        <translation>Tags sind hier nicht erlaubt</translation>
    </message>
    <message>
        <source>nested deeper than %1 levels</source>
        <translation>tiefer als %1 Ebenen verschachtelt</translation>
    </message>
    <message>
        <source>more than %1 values, aliases counted</source>
        <translation>mehr als %1 Werte, Aliasse mitgezählt</translation>
    </message>
    <message>
        <source>%1, line %2: %3. Correct the file or restore it from a copy.</source>
        <translation>%1, Zeile %2: %3. Berichtigen Sie die Datei, oder stellen Sie sie aus einer Kopie wieder her.</translation>
    </message>
    <message>
        <source>the file is larger than %1 KiB</source>
        <translation>die Datei ist größer als %1 KiB</translation>
    </message>
    <message>
        <source>this is not UTF-8 text</source>
        <translation>dies ist kein UTF-8-Text</translation>
    </message>
    <message>
        <source>control characters are not allowed</source>
        <translation>Steuerzeichen sind nicht erlaubt</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>die Datei ist leer</translation>
    </message>
    <message>
        <source>a second document begins; only one is allowed</source>
        <translation>ein zweites Dokument beginnt; nur eines ist erlaubt</translation>
    </message>
    <message>
        <source>this is not valid YAML (%1)</source>
        <translation>dies ist kein gültiges YAML (%1)</translation>
    </message>
    <message>
        <source>this cannot be read as YAML (%1)</source>
        <translation>dies kann nicht als YAML gelesen werden (%1)</translation>
    </message>
</context>
<context>
    <name>varad::ui::DemoRunner</name>
    <message>
        <source>Making pictures of buttons</source>
        <translation>Bilder von Knöpfen werden erzeugt</translation>
    </message>
    <message>
        <source>Reading the good pictures</source>
        <translation>Bilder von Gutteilen werden gelesen</translation>
    </message>
    <message>
        <source>Looking at the good pictures</source>
        <translation>Bilder von Gutteilen werden betrachtet</translation>
    </message>
    <message>
        <source>Learning what is normal</source>
        <translation>Das Aussehen von Gutteilen wird gelernt</translation>
    </message>
    <message>
        <source>Setting the scale</source>
        <translation>Die Skala wird festgelegt</translation>
    </message>
    <message>
        <source>Inspecting</source>
        <translation>Bilder werden geprüft</translation>
    </message>
    <message>
        <source>Preparing the example</source>
        <translation>Das Beispiel wird vorbereitet</translation>
    </message>
    <message>
        <source>The example cannot be made: %1 does not start. Install the program again.</source>
        <translation>Das Beispiel kann nicht erzeugt werden: %1 startet nicht. Installieren Sie das Programm neu.</translation>
    </message>
    <message>
        <source>The example was cancelled. It goes on where it was when you open it again.</source>
        <translation>Das Beispiel wurde abgebrochen. Wenn Sie es wieder öffnen, geht es an derselben Stelle weiter.</translation>
    </message>
    <message>
        <source>The example could not be made. Try again, or run “varad demo” in a terminal to see why.</source>
        <translation>Das Beispiel konnte nicht erzeugt werden. Versuchen Sie es noch einmal, oder starten Sie „varad demo“ in einem Terminal, um den Grund zu sehen.</translation>
    </message>
</context>
<context>
    <name>varad::ui::DetailsPanel</name>
    <message>
        <source>%1 %2</source>
        <comment>verdict and score</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>No product is chosen, so this picture is not judged. Choose a product in the toolbar.</source>
        <translation>Es ist kein Produkt gewählt, daher wird dieses Bild nicht beurteilt. Wählen Sie ein Produkt in der Symbolleiste.</translation>
    </message>
    <message>
        <source>More unusual than the threshold allows.</source>
        <translation>Ungewöhnlicher, als der Grenzwert erlaubt.</translation>
    </message>
    <message>
        <source>Close to the threshold: a person must look.</source>
        <translation>Nahe am Grenzwert: Ein Mensch muss das Teil ansehen.</translation>
    </message>
    <message>
        <source>No picture is open.</source>
        <translation>Es ist kein Bild geöffnet.</translation>
    </message>
    <message>
        <source>Score %1</source>
        <translation>Anomaliewert %1</translation>
    </message>
    <message>
        <source>Threshold %1, check from %2</source>
        <translation>Grenzwert %1, nachprüfen ab %2</translation>
    </message>
    <message>
        <source>Open pictures or a folder; what is known about the framed picture is shown here.</source>
        <translation>Öffnen Sie Bilder oder einen Ordner; was über das umrahmte Bild bekannt ist, steht dann hier.</translation>
    </message>
    <message>
        <source>Not more unusual than the threshold allows.</source>
        <translation>Nicht ungewöhnlicher, als der Grenzwert zulässt.</translation>
    </message>
    <message>
        <source>100 is the most unusual good part at calibration. The score is not a percentage. Raw value: %1</source>
        <translation>100 ist das ungewöhnlichste Gutteil bei der Kalibrierung. Der Anomaliewert ist kein Prozentwert. Rohwert: %1</translation>
    </message>
    <message>
        <source>%1 × %2 pixels, inspected in %3 ms</source>
        <translation>%1 × %2 Pixel, geprüft in %3 ms</translation>
    </message>
</context>
<context>
    <name>varad::ui::EmptyPage</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1: %2, %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Drop pictures or a folder here</source>
        <translation>Bilder oder einen Ordner hier ablegen</translation>
    </message>
    <message>
        <source>They are inspected at once with the product chosen above.</source>
        <translation>Sie werden sofort mit dem oben gewählten Produkt geprüft.</translation>
    </message>
    <message>
        <source>No product is chosen yet, so pictures can be looked at but not judged. The example makes a product from pictures of buttons and shows what it finds.</source>
        <translation>Es ist noch kein Produkt gewählt, daher lassen sich Bilder ansehen, aber nicht beurteilen. Das Beispiel lernt ein Produkt mit Bildern von Knöpfen an und zeigt, was es findet.</translation>
    </message>
    <message>
        <source>Open &amp;Example</source>
        <translation>B&amp;eispiel öffnen</translation>
    </message>
    <message>
        <source>Makes pictures of buttons, teaches a product from them and inspects others</source>
        <translation>Erzeugt Bilder von Knöpfen, lernt damit ein Produkt an und prüft weitere</translation>
    </message>
    <message>
        <source>Opened before</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Open Pict&amp;ures...</source>
        <translation>&amp;Bilder öffnen...</translation>
    </message>
    <message>
        <source>Open Fol&amp;der...</source>
        <translation>O&amp;rdner öffnen...</translation>
    </message>
</context>
<context>
    <name>varad::ui::ExampleMaker</name>
    <message>
        <source>%1: %2 of %3</source>
        <comment>stage, done, total</comment>
        <translation>%1: %2 von %3</translation>
    </message>
    <message>
        <source>%1, about %2 left</source>
        <translation>%1, noch etwa %2</translation>
    </message>
</context>
<context>
    <name>varad::ui::FramedPicture</name>
    <message>
        <source>Loading %1</source>
        <translation>%1 wird geladen</translation>
    </message>
    <message>
        <source>%1, %2, score %3</source>
        <translation>%1, %2, Anomaliewert %3</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>varad::ui::HeatBar</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Deckkraft</translation>
    </message>
    <message>
        <source>Opacity of the heatmap</source>
        <translation>Deckkraft der Heatmap</translation>
    </message>
    <message>
        <source>Opacity of the heatmap (comma: less, period: more)</source>
        <translation>Deckkraft der Heatmap (Komma: weniger, Punkt: mehr)</translation>
    </message>
    <message>
        <source>Colours of the heatmap</source>
        <translation>Farben der Heatmap</translation>
    </message>
    <message>
        <source>Inferno</source>
        <translation>Inferno</translation>
    </message>
    <message>
        <source>Cividis</source>
        <translation>Cividis</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Grau</translation>
    </message>
</context>
<context>
    <name>varad::ui::InspectionControl</name>
    <message>
        <source>No product is chosen.</source>
        <translation>Es ist kein Produkt gewählt.</translation>
    </message>
    <message>
        <source>Nothing is being inspected.</source>
        <translation>Es wird gerade nichts geprüft.</translation>
    </message>
    <message>
        <source>No picture waits to be inspected.</source>
        <translation>Kein Bild wartet auf die Prüfung.</translation>
    </message>
    <message>
        <source>No picture is open.</source>
        <translation>Es ist kein Bild geöffnet.</translation>
    </message>
    <message>
        <source>Cancelled: %1 of %2 pictures are inspected.</source>
        <translation>Abgebrochen: %1 von %2 Bildern sind geprüft.</translation>
    </message>
    <message>
        <source>Go On</source>
        <translation>Fortsetzen</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) not inspected.</source>
        <translation>
            <numerusform>%n Bild wurde nicht geprüft.</numerusform>
            <numerusform>%n Bilder wurden nicht geprüft.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
</context>
<context>
    <name>varad::ui::InspectionProgress</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%n alarm(s) so far</source>
        <translation>
            <numerusform>bisher %n Alarm</numerusform>
            <numerusform>bisher %n Alarme</numerusform>
        </translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>noch etwa %1</translation>
    </message>
    <message>
        <source>Loading the product</source>
        <translation>Das Produkt wird geladen</translation>
    </message>
    <message>
        <source>%1 ms per picture</source>
        <translation>%1 ms je Bild</translation>
    </message>
</context>
<context>
    <name>varad::ui::Legend</name>
    <message>
        <source>Colours of the heatmap</source>
        <translation>Farben der Heatmap</translation>
    </message>
    <message>
        <source>The colours show scores from 0 to 200. The threshold is %1.</source>
        <translation>Die Farben zeigen Anomaliewerte von 0 bis 200. Der Grenzwert ist %1.</translation>
    </message>
    <message>
        <source>There is no calibration, so the colours have no scores.</source>
        <translation>Es gibt keine Kalibrierung, daher haben die Farben keine Anomaliewerte.</translation>
    </message>
    <message>
        <source>Score 100 is the most unusual place of any good part at calibration.</source>
        <translation>Der Anomaliewert 100 ist die ungewöhnlichste Stelle aller Gutteile bei der Kalibrierung.</translation>
    </message>
    <message>
        <source>uncalibrated</source>
        <translation>nicht kalibriert</translation>
    </message>
    <message>
        <source>score</source>
        <translation>Anomaliewert</translation>
    </message>
</context>
<context>
    <name>varad::ui::ListOpener</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und %n weiterer Eintrag</numerusform>
            <numerusform>%1 und %n weitere Einträge</numerusform>
        </translation>
    </message>
    <message>
        <source>Only the first %1 pictures and folders were opened. Open smaller folders one by one.</source>
        <translation>Nur die ersten %1 Bilder und Ordner wurden geöffnet. Öffnen Sie kleinere Ordner einzeln.</translation>
    </message>
    <message>
        <source>Not opened, since it is no picture or is not there: %1</source>
        <translation>Nicht geöffnet, da kein Bild oder nicht vorhanden: %1</translation>
    </message>
    <message>
        <source>No picture was found in %1.</source>
        <translation>In %1 wurde kein Bild gefunden.</translation>
    </message>
    <message>
        <source>Open pictures</source>
        <translation>Bilder öffnen</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>Open a folder of pictures</source>
        <translation>Ordner mit Bildern öffnen</translation>
    </message>
    <message>
        <source>Nothing was opened before</source>
        <translation>Noch nichts geöffnet</translation>
    </message>
</context>
<context>
    <name>varad::ui::MainWindow</name>
    <message>
        <source>VarAD Inspector</source>
        <translation>VarAD Inspector</translation>
    </message>
    <message>
        <source>%1 - VarAD Inspector</source>
        <translation>%1 - VarAD Inspector</translation>
    </message>
</context>
<context>
    <name>varad::ui::MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>varad::ui::PictureFinder</name>
    <message>
        <source>Search for pictures</source>
        <translation>Suche nach Bildern</translation>
    </message>
</context>
<context>
    <name>varad::ui::PictureListModel</name>
    <message>
        <source>being inspected</source>
        <translation>wird geprüft</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>%1, %2, score %3, threshold %4, %5 of %6</source>
        <translation>%1, %2, Anomaliewert %3, Grenzwert %4, %5 von %6</translation>
    </message>
    <message>
        <source>%1, %2, %3 of %4</source>
        <translation>%1, %2, %3 von %4</translation>
    </message>
</context>
<context>
    <name>varad::ui::PictureSteps</name>
    <message>
        <source>No further alarm after this picture.</source>
        <translation>Nach diesem Bild gibt es keinen weiteren Alarm.</translation>
    </message>
    <message>
        <source>No further alarm before this picture.</source>
        <translation>Vor diesem Bild gibt es keinen weiteren Alarm.</translation>
    </message>
</context>
<context>
    <name>varad::ui::PictureView</name>
    <message>
        <source>No picture is shown.</source>
        <translation>Es wird kein Bild angezeigt.</translation>
    </message>
    <message>
        <source>A picture of %1 by %2 pixels.</source>
        <translation>Ein Bild mit %1 mal %2 Pixeln.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
</context>
<context>
    <name>varad::ui::ProductChooser</name>
    <message>
        <source>List of products</source>
        <translation>Liste der Produkte</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>The product that judges the pictures</source>
        <translation>Das Produkt, das die Bilder beurteilt</translation>
    </message>
    <message>
        <source>No product</source>
        <translation>Kein Produkt</translation>
    </message>
    <message>
        <source>Open Product...</source>
        <translation>Produkt öffnen...</translation>
    </message>
</context>
<context>
    <name>varad::ui::ProductOpener</name>
    <message>
        <source>Open the folder of a product</source>
        <translation>Ordner eines Produkts öffnen</translation>
    </message>
    <message>
        <source>The product was not opened. %1</source>
        <translation>Das Produkt wurde nicht geöffnet. %1</translation>
    </message>
</context>
<context>
    <name>varad::ui::ProgressLine</name>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Go on with the pictures that wait</source>
        <translation>Mit den wartenden Bildern fortfahren</translation>
    </message>
    <message>
        <source>Stop after this picture; go on later</source>
        <translation>Nach diesem Bild anhalten; später fortsetzen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop now; results so far stay</source>
        <translation>Sofort anhalten; bisherige Ergebnisse bleiben</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
</context>
<context>
    <name>varad::ui::ReviewPage</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>%1   %2/%3</source>
        <comment>name, place, count</comment>
        <translation>%1   %2/%3</translation>
    </message>
</context>
<context>
    <name>varad::ui::ThresholdPanel</name>
    <message>
        <source>Changes what counts as an alarm in the open list, at once. It is not saved to the product.</source>
        <translation>Ändert sofort, was in der offenen Liste als Alarm gilt. Im Produkt wird nichts gespeichert.</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Grenzwert</translation>
    </message>
    <message>
        <source>Back to %1, the threshold of the product</source>
        <translation>Zurück zu %1, dem Grenzwert des Produkts</translation>
    </message>
    <message>
        <source>The threshold is that of the product.</source>
        <translation>Der Grenzwert ist der des Produkts.</translation>
    </message>
    <message numerus="yes">
        <source>%n alarm(s)</source>
        <translation>
            <numerusform>%n Alarm</numerusform>
            <numerusform>%n Alarme</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to check</source>
        <translation>
            <numerusform>%n nachzuprüfen</numerusform>
            <numerusform>%n nachzuprüfen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passed</source>
        <translation>
            <numerusform>%n bestanden</numerusform>
            <numerusform>%n bestanden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without a result</source>
        <translation>
            <numerusform>%n ohne Ergebnis</numerusform>
            <numerusform>%n ohne Ergebnis</numerusform>
        </translation>
    </message>
    <message>
        <source>Rever&amp;t</source>
        <translation>&amp;Zurücksetzen</translation>
    </message>
</context>
<context>
    <name>varad::ui::ThresholdSlider</name>
    <message>
        <source>Threshold</source>
        <translation>Grenzwert</translation>
    </message>
    <message>
        <source>Pictures with this score or more are alarms.</source>
        <translation>Bilder ab diesem Anomaliewert sind Alarme.</translation>
    </message>
    <message>
        <source>Left and Right move the threshold by 1, Page Up and Page Down by 10.</source>
        <translation>Pfeil links und Pfeil rechts ändern den Grenzwert um 1, Bild auf und Bild ab um 10.</translation>
    </message>
    <message>
        <source>Threshold as a number</source>
        <translation>Grenzwert als Zahl</translation>
    </message>
</context>
<context>
    <name>varad::ui::WindowActions</name>
    <message>
        <source>%1 (%2)</source>
        <comment>what it does, and its key</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Inspect</source>
        <translation>&amp;Prüfung</translation>
    </message>
    <message>
        <source>&amp;Product</source>
        <translation>Pr&amp;odukt</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Open &amp;Recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>&amp;Bereiche</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>Farb&amp;schema</translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation>S&amp;prache</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>Symbolleiste</translation>
    </message>
    <message>
        <source>&amp;Open Pictures...</source>
        <translation>&amp;Bilder öffnen...</translation>
    </message>
    <message>
        <source>Open pictures and inspect them</source>
        <translation>Bilder öffnen und prüfen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open &amp;Folder...</source>
        <translation>&amp;Ordner öffnen...</translation>
    </message>
    <message>
        <source>Open all pictures of a folder and its subfolders</source>
        <translation>Alle Bilder eines Ordners und seiner Unterordner öffnen</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Open &amp;Example</source>
        <translation>B&amp;eispiel öffnen</translation>
    </message>
    <message>
        <source>Make pictures of buttons, teach a product and inspect</source>
        <translation>Bilder von Knöpfen erzeugen, ein Produkt anlernen und prüfen</translation>
    </message>
    <message>
        <source>&amp;Close List</source>
        <translation>&amp;Liste schließen</translation>
    </message>
    <message>
        <source>Close the list; the files stay</source>
        <translation>Liste schließen; die Dateien bleiben erhalten</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>Bee&amp;nden</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>Programm schließen</translation>
    </message>
    <message>
        <source>&amp;Heatmap</source>
        <translation>&amp;Heatmap</translation>
    </message>
    <message>
        <source>Show the heatmap; hold the key to see the bare picture</source>
        <translation>Heatmap anzeigen; Taste halten, um das Bild ohne Heatmap zu sehen</translation>
    </message>
    <message>
        <source>&amp;Contour Only</source>
        <translation>Nur &amp;Umriss</translation>
    </message>
    <message>
        <source>Show the outline at the threshold without colours</source>
        <translation>Umriss am Grenzwert ohne Farben anzeigen</translation>
    </message>
    <message>
        <source>L&amp;ess Opacity</source>
        <translation>&amp;Weniger Deckkraft</translation>
    </message>
    <message>
        <source>Make the heatmap fainter</source>
        <translation>Heatmap schwächer anzeigen</translation>
    </message>
    <message>
        <source>&amp;More Opacity</source>
        <translation>&amp;Mehr Deckkraft</translation>
    </message>
    <message>
        <source>Make the heatmap stronger</source>
        <translation>Heatmap stärker anzeigen</translation>
    </message>
    <message>
        <source>&amp;Fit</source>
        <translation>&amp;Einpassen</translation>
    </message>
    <message>
        <source>Show the whole picture</source>
        <translation>Das ganze Bild anzeigen</translation>
    </message>
    <message>
        <source>&amp;100 %</source>
        <translation>&amp;100 %</translation>
    </message>
    <message>
        <source>One picture pixel per screen pixel</source>
        <translation>Ein Bildpixel je Bildschirmpixel</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation>Ansicht vergrößern</translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Reduce</source>
        <translation>Ansicht verkleinern</translation>
    </message>
    <message>
        <source>&amp;Lock View</source>
        <translation>Ansicht &amp;festhalten</translation>
    </message>
    <message>
        <source>Keep zoom and place for the next picture of equal size</source>
        <translation>Vergrößerung und Ausschnitt für das nächste gleich große Bild beibehalten</translation>
    </message>
    <message>
        <source>F&amp;ull Screen</source>
        <translation>V&amp;ollbild</translation>
    </message>
    <message>
        <source>Use the whole screen</source>
        <translation>Den ganzen Bildschirm nutzen</translation>
    </message>
    <message>
        <source>&amp;Reset Layout</source>
        <translation>Anordnung &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>Put all panels back where they were at first</source>
        <translation>Alle Bereiche an ihren ursprünglichen Platz zurücksetzen</translation>
    </message>
    <message>
        <source>&amp;Next Pane</source>
        <translation>&amp;Nächster Bereich</translation>
    </message>
    <message>
        <source>Move the keyboard to the next pane</source>
        <translation>Tastatureingabe in den nächsten Bereich setzen</translation>
    </message>
    <message>
        <source>Pre&amp;vious Pane</source>
        <translation>&amp;Voriger Bereich</translation>
    </message>
    <message>
        <source>Move the keyboard to the pane before</source>
        <translation>Tastatureingabe in den vorigen Bereich setzen</translation>
    </message>
    <message>
        <source>&amp;Next Picture</source>
        <translation>&amp;Nächstes Bild</translation>
    </message>
    <message>
        <source>Go to the next picture</source>
        <translation>Zum nächsten Bild</translation>
    </message>
    <message>
        <source>&amp;Previous Picture</source>
        <translation>&amp;Voriges Bild</translation>
    </message>
    <message>
        <source>Go to the picture before</source>
        <translation>Zum vorigen Bild</translation>
    </message>
    <message>
        <source>&amp;First Picture</source>
        <translation>Ers&amp;tes Bild</translation>
    </message>
    <message>
        <source>Go to the first picture</source>
        <translation>Zum ersten Bild</translation>
    </message>
    <message>
        <source>&amp;Last Picture</source>
        <translation>&amp;Letztes Bild</translation>
    </message>
    <message>
        <source>Go to the last picture</source>
        <translation>Zum letzten Bild</translation>
    </message>
    <message>
        <source>Next &amp;Alarm</source>
        <translation>Nächster Ala&amp;rm</translation>
    </message>
    <message>
        <source>Go to the next alarm</source>
        <translation>Zum nächsten Alarm</translation>
    </message>
    <message>
        <source>Go to the alarm before</source>
        <translation>Zum vorigen Alarm</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>Inspect the pictures that wait</source>
        <translation>Die wartenden Bilder prüfen</translation>
    </message>
    <message>
        <source>Pau&amp;se</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>Stop after this picture; go on later</source>
        <translation>Nach diesem Bild anhalten; später fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Stop now; results so far stay</source>
        <translation>Sofort anhalten; bisherige Ergebnisse bleiben</translation>
    </message>
    <message>
        <source>&amp;Inspect Again</source>
        <translation>&amp;Erneut prüfen</translation>
    </message>
    <message>
        <source>Inspect this picture and all without a result again</source>
        <translation>Dieses Bild und alle ohne Ergebnis erneut prüfen</translation>
    </message>
    <message>
        <source>&amp;Open Product...</source>
        <translation>&amp;Produkt öffnen...</translation>
    </message>
    <message>
        <source>Choose the folder of a product</source>
        <translation>Ordner eines Produkts wählen</translation>
    </message>
    <message>
        <source>&amp;Threshold</source>
        <translation>&amp;Grenzwert</translation>
    </message>
    <message>
        <source>Move the keyboard to the threshold</source>
        <translation>Tastatureingabe auf den Grenzwert setzen</translation>
    </message>
    <message>
        <source>&amp;About VarAD Inspector</source>
        <translation>Ü&amp;ber VarAD Inspector</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>Version und Lizenz</translation>
    </message>
    <message>
        <source>About &amp;Qt</source>
        <translation>Über &amp;Qt</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>&amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;High Contrast</source>
        <translation>Hoher &amp;Kontrast</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>&amp;System Language</source>
        <translation>&amp;Systemsprache</translation>
    </message>
    <message>
        <source>Interface &amp;Size at Next Start</source>
        <translation>&amp;Größe der Oberfläche ab dem nächsten Start</translation>
    </message>
    <message>
        <source>Previous Alar&amp;m</source>
        <translation>Voriger Alar&amp;m</translation>
    </message>
    <message>
        <source>About the library that draws the window</source>
        <translation>Über die Bibliothek, die das Fenster zeichnet</translation>
    </message>
</context>
<context>
    <name>varad::ui::WindowChoices</name>
    <message>
        <source>The new size is used at the next start.</source>
        <translation>Die neue Größe gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>VarAD Inspector %1 finds what is unusual on parts, taught from good ones. Free software under the GNU General Public License, version 3 or later.</source>
        <translation>VarAD Inspector %1 findet, was an Teilen ungewöhnlich ist; angelernt wird nur mit Gutteilen. Freie Software unter der GNU General Public License, Version 3 oder später.</translation>
    </message>
</context>
<context>
    <name>varad::ui::WindowDocks</name>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Grenzwert</translation>
    </message>
</context>
</TS>
