<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>BackboneLibrary</name>
    <message>
        <source>The file %1 cannot be read: %2.</source>
        <translation>无法读取文件 %1：%2。</translation>
    </message>
    <message>
        <source>There is no backbone &quot;%1&quot;. Known: %2. Import others with &quot;varad backbone import&quot;.</source>
        <translation>没有名为“%1”的特征网络。现有：%2。可用“varad backbone import”导入其他网络。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>The backbone &quot;%1&quot; that this product was taught with is not installed, or its file was changed. Install it again, or teach the product anew.</source>
        <translation>训练此产品所用的特征网络“%1”未安装，或其文件已被更改。请重新安装该网络，或重新训练产品。</translation>
    </message>
</context>
<context>
    <name>ButtonSet</name>
    <message>
        <source>%1 cannot be written (%2). Choose a folder with free space and write permission.</source>
        <translation>无法写入 %1（%2）。请选择有可用空间和写入权限的文件夹。</translation>
    </message>
    <message>
        <source>Making buttons was cancelled.</source>
        <translation>已取消生成纽扣。</translation>
    </message>
    <message>
        <source>A button picture could not be made.</source>
        <translation>无法生成纽扣图片。</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made. Choose a place with free space and write permission.</source>
        <translation>无法创建文件夹 %1。请选择有可用空间和写入权限的位置。</translation>
    </message>
    <message>
        <source>The image size %1 is not possible. Choose a size from %2 to %3 px.</source>
        <translation>图片尺寸 %1 不可用。请选择 %2 到 %3 px 之间的尺寸。</translation>
    </message>
    <message>
        <source>The numbers of pictures are not possible. Choose at least one picture to teach from.</source>
        <translation>图片数量不可用。请至少选择一张用于训练的图片。</translation>
    </message>
    <message>
        <source>%1 exists already and is left as it is. Choose another folder.</source>
        <translation>%1 已存在，保持不变。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>Making buttons</source>
        <translation>正在生成纽扣</translation>
    </message>
</context>
<context>
    <name>Calibration</name>
    <message>
        <source>%1: %2. Restore the file from a copy or train the product again.</source>
        <translation>%1：%2。请用备份恢复该文件，或重新训练产品。</translation>
    </message>
    <message>
        <source>Training gave no score of a good part, so there is no scale.</source>
        <translation>训练未得到任何良品的异常分数，因此没有刻度。</translation>
    </message>
    <message>
        <source>Training gave a score that is no number, so there is no scale. Train again; if this happens again, report it.</source>
        <translation>训练得到的异常分数不是数字，因此没有刻度。请重新训练；如果再次出现，请报告此问题。</translation>
    </message>
    <message>
        <source>the file is larger than 16 MiB</source>
        <translation>文件大于 16 MiB</translation>
    </message>
    <message>
        <source>this is not a calibration (%1)</source>
        <translation>这不是校准文件（%1）</translation>
    </message>
    <message>
        <source>the schema is not varad-calibration/1</source>
        <translation>格式不是 varad-calibration/1</translation>
    </message>
    <message>
        <source>%1 is missing or wrong</source>
        <translation>%1 缺失或有误</translation>
    </message>
    <message>
        <source>N is %1, but %2 parts are listed</source>
        <translation>N 为 %1，但列出了 %2 个零件</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>--peer must be nearest-neighbour, not &quot;%1&quot;.</source>
        <translation>--peer 必须是 nearest-neighbour，不能是“%1”。</translation>
    </message>
    <message>
        <source>Category %1 has no %2 picture.</source>
        <translation>类别 %1 没有%2图片。</translation>
    </message>
    <message>
        <source>good training</source>
        <translation>良品训练</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>%1, seed %2: finished before, not repeated.</source>
        <translation>%1，种子 %2：此前已完成，不再重复。</translation>
    </message>
    <message>
        <source>%1, seed %2</source>
        <translation>%1，种子 %2</translation>
    </message>
    <message>
        <source>Trains and tests on a data set, and measures.</source>
        <translation>在数据集上训练、测试并测量。</translation>
    </message>
    <message>
        <source>Data set; a folder that itself holds train/ and test/ is one category.</source>
        <translation>数据集；如果文件夹本身含有 train/ 和 test/，则为一个类别。</translation>
    </message>
    <message>
        <source>Its layout: mvtec, visa, btad, dtd, folder or auto.</source>
        <translation>数据集的结构：mvtec、visa、btad、dtd、folder 或 auto。</translation>
    </message>
    <message>
        <source>Takes this category only; may be repeated.</source>
        <translation>只使用此类别；可重复指定。</translation>
    </message>
    <message>
        <source>Uses the first N training pictures only.</source>
        <translation>只使用前 N 张训练图片。</translation>
    </message>
    <message>
        <source>Repeats with seed, seed + 1, ...; mean and range are written.</source>
        <translation>用种子、种子 + 1、... 重复运行；输出平均值和范围。</translation>
    </message>
    <message>
        <source>Measures another method on the same features: nearest-neighbour.</source>
        <translation>在相同特征上测量另一种方法：nearest-neighbour。</translation>
    </message>
    <message>
        <source>Writes the figures as JSON; - is standard output (default if no output is named).</source>
        <translation>以 JSON 写出指标；- 表示标准输出（未指定任何输出时为默认）。</translation>
    </message>
    <message>
        <source>Writes the figures as a table.</source>
        <translation>以表格写出指标。</translation>
    </message>
    <message>
        <source>Writes the figures as a report.</source>
        <translation>以报告写出指标。</translation>
    </message>
    <message>
        <source>Runs one category once and hands the figures over in FILE.</source>
        <translation>将一个类别运行一次，并把指标写入 FILE。</translation>
    </message>
    <message>
        <source>No temporary folder could be made: %1</source>
        <translation>无法创建临时文件夹：%1</translation>
    </message>
    <message>
        <source>Training failed.</source>
        <translation>训练失败。</translation>
    </message>
    <message>
        <source>The benchmark was cancelled.</source>
        <translation>已取消基准测试。</translation>
    </message>
    <message>
        <source>The process for category %1 ended unexpectedly (%2). Perhaps memory ran out; try a smaller --image-size.</source>
        <translation>类别 %1 的进程意外结束（%2）。可能是内存不足；请尝试更小的 --image-size。</translation>
    </message>
    <message>
        <source>%1 has no mask: such pictures count for the image figures only.</source>
        <translation>%1 没有掩膜：此类图片只计入图像级指标。</translation>
    </message>
    <message>
        <source>Shows this help.</source>
        <translation>显示此帮助。</translation>
    </message>
    <message>
        <source>Shows errors only.</source>
        <translation>只显示错误。</translation>
    </message>
    <message>
        <source>How progress is shown: auto, bar, lines, json or none. json: one object per line.</source>
        <translation>进度的显示方式：auto、bar、lines、json 或 none。json：每行一个对象。</translation>
    </message>
    <message>
        <source>--progress must be auto, bar, lines, json or none, not &quot;%1&quot;.</source>
        <translation>--progress 必须是 auto、bar、lines、json 或 none，不能是“%1”。</translation>
    </message>
    <message>
        <source>Cancelled; the work was not finished.</source>
        <translation>已取消；工作未完成。</translation>
    </message>
    <message>
        <source>Standard output cannot be written.</source>
        <translation>无法写入标准输出。</translation>
    </message>
    <message>
        <source>%1 See: varad %2 --help</source>
        <translation>%1 请参阅：varad %2 --help</translation>
    </message>
    <message>
        <source>The program failed: %1. Please report this.</source>
        <translation>程序出错：%1。请报告此问题。</translation>
    </message>
    <message>
        <source>Usage: varad COMMAND [options]

Finds what is unusual on pictures of parts, taught from good parts only.

Commands:
</source>
        <translation>用法：varad COMMAND [选项]

在零件图片上找出异常之处，只需用良品训练。

命令：
</translation>
    </message>
    <message>
        <source>
More about one: varad COMMAND --help

Exit codes: 0 done; 1 done, but some files failed; 2 wrong use; 3 cannot run; 130 cancelled.
</source>
        <translation>
某个命令的详细说明：varad COMMAND --help

退出码：0 完成；1 完成，但部分文件失败；2 用法错误；3 无法运行；130 已取消。
</translation>
    </message>
    <message>
        <source>varad: there is no command &quot;%1&quot;.</source>
        <translation>varad：没有命令“%1”。</translation>
    </message>
    <message>
        <source>The demonstration was cancelled.</source>
        <translation>已取消演示。</translation>
    </message>
    <message>
        <source>Photographing buttons</source>
        <translation>正在拍摄纽扣</translation>
    </message>
    <message>
        <source>The product was taught before and is used again (--fresh teaches it anew).</source>
        <translation>该产品此前已训练，将再次使用（--fresh 可重新训练）。</translation>
    </message>
    <message>
        <source>Taught from %1 good buttons in %2.</source>
        <translation>已用 %1 个良品纽扣训练，用时 %2。</translation>
    </message>
    <message>
        <source>Button inspection: a first look</source>
        <translation>纽扣检测：初步了解</translation>
    </message>
    <message>
        <source>%1 pictures of good buttons taught this product what is normal. It then judged %2 further good buttons and %3 defective ones that it had never seen. All buttons are generated by this program.</source>
        <translation>此产品用 %1 张良品纽扣图片学习了什么是正常，然后判定了从未见过的另外 %2 个良品纽扣和 %3 个有缺陷的纽扣。所有纽扣均由本程序生成。</translation>
    </message>
    <message>
        <source>good</source>
        <translation>良品</translation>
    </message>
    <message>
        <source>Teaches a product from generated buttons and shows what it finds.</source>
        <translation>用生成的纽扣训练一个产品，并显示检测到的结果。</translation>
    </message>
    <message>
        <source>Makes everything anew.</source>
        <translation>全部重新生成。</translation>
    </message>
    <message>
        <source>No test picture was found in %1.</source>
        <translation>在 %1 中未找到测试图片。</translation>
    </message>
    <message>
        <source>good parts: %1 pass, %2 check, %3 alarm; defects: %4 pass, %5 check, %6 alarm</source>
        <translation>良品：%1 通过，%2 复核，%3 报警；缺陷：%4 通过，%5 复核，%6 报警</translation>
    </message>
    <message>
        <source>Compares a product&apos;s scores with a data set&apos;s test part.</source>
        <translation>将产品的异常分数与数据集的测试部分进行比较。</translation>
    </message>
    <message>
        <source>The product&apos;s folder.</source>
        <translation>产品的文件夹。</translation>
    </message>
    <message>
        <source>Data set with a test part.</source>
        <translation>含有测试部分的数据集。</translation>
    </message>
    <message>
        <source>Writes the figures as JSON; - is standard output (default without --csv).</source>
        <translation>以 JSON 写出指标；- 表示标准输出（没有 --csv 时为默认）。</translation>
    </message>
    <message>
        <source>Judges pictures with a product.</source>
        <translation>用产品判定图片。</translation>
    </message>
    <message>
        <source>Writes the table to FILE; - is standard output (default without --json).</source>
        <translation>将表格写入 FILE；- 表示标准输出（没有 --json 时为默认）。</translation>
    </message>
    <message>
        <source>Writes all results with their hot spots to FILE.</source>
        <translation>将所有结果及其异常区域写入 FILE。</translation>
    </message>
    <message>
        <source>Writes a report with pictures to FILE.</source>
        <translation>将带图片的报告写入 FILE。</translation>
    </message>
    <message>
        <source>Writes each picture with its heatmap and a legend as PNG into DIR.</source>
        <translation>将每张图片连同热图和图例以 PNG 写入 DIR。</translation>
    </message>
    <message>
        <source>Writes each raw map as float TIFF into DIR.</source>
        <translation>将每张原始异常图以浮点 TIFF 写入 DIR。</translation>
    </message>
    <message>
        <source>Pictures, or folders (searched recursively).</source>
        <translation>图片或文件夹（包括子文件夹）。</translation>
    </message>
    <message>
        <source>No picture was found. Name pictures or folders that hold some.</source>
        <translation>未找到图片。请指定图片或含有图片的文件夹。</translation>
    </message>
    <message>
        <source>--adapter must be whitening, linear, resblock or none, not &quot;%1&quot;.</source>
        <translation>--adapter 必须是 whitening、linear、resblock 或 none，不能是“%1”。</translation>
    </message>
    <message>
        <source>--hierarchies must be numbers from 1 on, as in 1,2,3, not &quot;%1&quot;.</source>
        <translation>--hierarchies 必须是从 1 开始的数字，例如 1,2,3，不能是“%1”。</translation>
    </message>
    <message>
        <source>--hierarchies is empty. Name at least one, as in 1,2,3.</source>
        <translation>--hierarchies 为空。请至少指定一个，例如 1,2,3。</translation>
    </message>
    <message>
        <source>--%1 and --%2 exclude each other.</source>
        <translation>--%1 和 --%2 不能同时使用。</translation>
    </message>
    <message>
        <source>--%1 must be a whole number from %2 to %3, not &quot;%4&quot;.</source>
        <translation>--%1 必须是 %2 到 %3 的整数，不能是“%4”。</translation>
    </message>
    <message>
        <source>--%1 is missing.</source>
        <translation>缺少 --%1。</translation>
    </message>
    <message>
        <source>--dataset must be mvtec, visa, btad, dtd, folder or auto, not &quot;%1&quot;.</source>
        <translation>--dataset 必须是 mvtec、visa、btad、dtd、folder 或 auto，不能是“%1”。</translation>
    </message>
    <message>
        <source>--%1 needs a file name, or - for standard output.</source>
        <translation>--%1 需要文件名，或用 - 表示标准输出。</translation>
    </message>
    <message>
        <source>Only one output can go to standard output (-).</source>
        <translation>只能有一个输出写到标准输出（-）。</translation>
    </message>
    <message>
        <source>Feature network: an installed name or a file (see: varad backbone list).</source>
        <translation>特征网络：已安装的名称或文件（参阅：varad backbone list）。</translation>
    </message>
    <message>
        <source>Side that pictures are brought to; 1024 (512 with --as-published). DINOv2 needs a multiple of 14 and floors.</source>
        <translation>图片缩放到的边长；1024（使用 --as-published 时为 512）。DINOv2 会向下取为 14 的倍数。</translation>
    </message>
    <message>
        <source>Passes over the training pictures, or auto.</source>
        <translation>遍历训练图片的次数，或 auto。</translation>
    </message>
    <message>
        <source>Start of all random numbers; 111.</source>
        <translation>所有随机数的种子；111。</translation>
    </message>
    <message>
        <source>How many tokens ahead the head predicts, or auto.</source>
        <translation>预测头向前预测多少个 token，或 auto。</translation>
    </message>
    <message>
        <source>Which of the backbone&apos;s levels are used, as in 1,2,3.</source>
        <translation>使用特征网络的哪些层级，例如 1,2,3。</translation>
    </message>
    <message>
        <source>In front of the head: whitening, linear, resblock or none. (lora is accepted and is the same as none.)</source>
        <translation>预测头之前：whitening、linear、resblock 或 none。（lora 也可接受，等同于 none。）</translation>
    </message>
    <message>
        <source>Scan direction 0 to 3, or -1 for all.</source>
        <translation>扫描方向 0 到 3，或 -1 表示全部。</translation>
    </message>
    <message>
        <source>Adds a positional code (default unless --as-published).</source>
        <translation>添加位置编码（默认，使用 --as-published 时除外）。</translation>
    </message>
    <message>
        <source>Adds none.</source>
        <translation>不添加位置编码。</translation>
    </message>
    <message>
        <source>Learns the first token (default unless --as-published).</source>
        <translation>学习第一个 token（默认，使用 --as-published 时除外）。</translation>
    </message>
    <message>
        <source>Keeps the first token fixed.</source>
        <translation>第一个 token 保持固定。</translation>
    </message>
    <message>
        <source>The method exactly as published: linear adapter, n = 256, 10 epochs, cosine map, maximum.</source>
        <translation>完全按照发表的方法：线性适配器，n = 256，10 轮，余弦异常图，最大值。</translation>
    </message>
    <message>
        <source>%1 does not exist. Name a folder with pictures of good parts.</source>
        <translation>%1 不存在。请指定含有良品图片的文件夹。</translation>
    </message>
    <message>
        <source>%1 is not a folder. Name a folder with pictures of good parts.</source>
        <translation>%1 不是文件夹。请指定含有良品图片的文件夹。</translation>
    </message>
    <message>
        <source>%1 holds %2 categories. Name the folder of one of them, as %3.</source>
        <translation>%1 含有 %2 个类别。请指定其中一个的文件夹，例如 %3。</translation>
    </message>
    <message>
        <source>No picture of a good part was found in %1. Put pictures into it, or into a folder &quot;good&quot; or &quot;train/good&quot; in it.</source>
        <translation>在 %1 中未找到良品图片。请将图片放入其中，或放入其中的“good”或“train/good”文件夹。</translation>
    </message>
    <message>
        <source>Another training of this product is running. Wait for it or choose another name.</source>
        <translation>此产品正在进行另一次训练。请等待其结束，或选择其他名称。</translation>
    </message>
    <message>
        <source>There is no interrupted training to resume. Leave --resume away.</source>
        <translation>没有可继续的中断训练。请去掉 --resume。</translation>
    </message>
    <message>
        <source>The interrupted training had other settings or pictures. Repeat its options, or leave --resume away to start anew.</source>
        <translation>中断的训练使用了其他设置或图片。请使用与其相同的选项，或去掉 --resume 重新开始。</translation>
    </message>
    <message>
        <source>Only %1 good pictures: the threshold rests on few parts. %2 or more are advised.</source>
        <translation>只有 %1 张良品图片：阈值所依据的零件很少。建议 %2 张或更多。</translation>
    </message>
    <message>
        <source>The backbone &quot;%1&quot; is not installed, so a product could not name it. Install it first: varad backbone import %2</source>
        <translation>特征网络“%1”未安装，产品无法引用它。请先安装：varad backbone import %2</translation>
    </message>
    <message>
        <source>No backbone is installed. Import one: varad backbone import FILE</source>
        <translation>未安装特征网络。请导入一个：varad backbone import FILE</translation>
    </message>
    <message>
        <source>There is no backbone &quot;%1&quot;, neither installed nor a file. See: varad backbone list</source>
        <translation>没有名为“%1”的特征网络：既未安装，也不是文件。请参阅：varad backbone list</translation>
    </message>
    <message>
        <source>Training was cancelled.</source>
        <translation>已取消训练。</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>, about %1 left</source>
        <translation>，剩余约 %1</translation>
    </message>
    <message>
        <source>warning: %1</source>
        <translation>警告：%1</translation>
    </message>
    <message>
        <source>--level must be easy, middle, hard or all, not &quot;%1&quot;.</source>
        <translation>--level 必须是 easy、middle、hard 或 all，不能是“%1”。</translation>
    </message>
    <message>
        <source>--kind must be plastic2, plastic4, metal or pearl, not &quot;%1&quot;.</source>
        <translation>--kind 必须是 plastic2、plastic4、metal 或 pearl，不能是“%1”。</translation>
    </message>
    <message>
        <source>%1%2
  family      %3
  parameters  %4
  file        %5
</source>
        <translation>%1%2
  系列        %3
  参数量      %4
  文件        %5
</translation>
    </message>
    <message>
        <source> (default)</source>
        <translation> （默认）</translation>
    </message>
    <message>
        <source>  side        a multiple of %1
</source>
        <translation>  边长        %1 的倍数
</translation>
    </message>
    <message>
        <source>  level %1     %2
</source>
        <translation>  层级 %1      %2
</translation>
    </message>
    <message>
        <source>  licence     %1
</source>
        <translation>  许可        %1
</translation>
    </message>
    <message>
        <source>  source      %1
</source>
        <translation>  来源        %1
</translation>
    </message>
    <message>
        <source>%1 exists already. Choose another name, or replace it with --overwrite.</source>
        <translation>%1 已存在。请选择其他名称，或用 --overwrite 替换。</translation>
    </message>
    <message>
        <source>Writes data sets of generated buttons, with exact masks.</source>
        <translation>写出由生成的纽扣组成的数据集，带有精确掩膜。</translation>
    </message>
    <message>
        <source>Folder; categories become OUT/LEVEL/KIND.</source>
        <translation>文件夹；类别将成为 OUT/LEVEL/KIND。</translation>
    </message>
    <message>
        <source>How visible defects are: easy, middle, hard or all.</source>
        <translation>缺陷的明显程度：easy、middle、hard 或 all。</translation>
    </message>
    <message>
        <source>plastic2, plastic4, metal or pearl; may be repeated; all if left away.</source>
        <translation>plastic2、plastic4、metal 或 pearl；可重复指定；省略则为全部。</translation>
    </message>
    <message>
        <source>Good pictures to teach from.</source>
        <translation>用于训练的良品图片。</translation>
    </message>
    <message>
        <source>Good test pictures.</source>
        <translation>良品测试图片。</translation>
    </message>
    <message>
        <source>Defective test pictures.</source>
        <translation>有缺陷的测试图片。</translation>
    </message>
    <message>
        <source>Which products are made.</source>
        <translation>生成哪些产品。</translation>
    </message>
    <message>
        <source>Side of the pictures.</source>
        <translation>图片的边长。</translation>
    </message>
    <message>
        <source>Written to %1.</source>
        <translation>已写入 %1。</translation>
    </message>
    <message>
        <source>Lists, imports and shows feature networks.</source>
        <translation>列出、导入和显示特征网络。</translation>
    </message>
    <message>
        <source>import: the name it gets; else the file&apos;s.</source>
        <translation>import：导入后的名称；省略则用文件的名称。</translation>
    </message>
    <message>
        <source>import: writes the converted file here instead of installing it.</source>
        <translation>import：将转换后的文件写到此处，而不安装。</translation>
    </message>
    <message>
        <source>import: replaces an installed one of the same name.</source>
        <translation>import：替换已安装的同名网络。</translation>
    </message>
    <message>
        <source>list, import or show.</source>
        <translation>list、import 或 show。</translation>
    </message>
    <message>
        <source>A checkpoint (.pth or .safetensors).</source>
        <translation>权重文件（.pth 或 .safetensors）。</translation>
    </message>
    <message>
        <source>Usage: varad backbone %1</source>
        <translation>用法：varad backbone %1</translation>
    </message>
    <message>
        <source>%1 does not exist or is not a file.</source>
        <translation>%1 不存在，或不是文件。</translation>
    </message>
    <message>
        <source>Tells versions, threads and device.</source>
        <translation>显示版本、线程数和设备。</translation>
    </message>
    <message>
        <source>The same as JSON.</source>
        <translation>以 JSON 显示相同内容。</translation>
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
        <translation>LibTorch %1，%2，线程数：%3，设备：%4
</translation>
    </message>
    <message>
        <source>Teaches a product from pictures of good parts.</source>
        <translation>用良品图片训练产品。</translation>
    </message>
    <message>
        <source>Folder with pictures of good parts, or a data set&apos;s category.</source>
        <translation>含有良品图片的文件夹，或数据集的一个类别。</translation>
    </message>
    <message>
        <source>Folder of the product. An existing product gets a further model.</source>
        <translation>产品的文件夹。已有的产品会增加一个模型。</translation>
    </message>
    <message>
        <source>Uses the first N pictures only.</source>
        <translation>只使用前 N 张图片。</translation>
    </message>
    <message>
        <source>Goes on where the interrupted training of this product stopped.</source>
        <translation>从此产品中断的训练处继续。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is one word too many.</source>
        <translation>多了一个词“%1”。</translation>
    </message>
    <message>
        <source>Training was cancelled; the same command with --resume goes on where it stopped.</source>
        <translation>已取消训练；用同一命令加 --resume 可从停止处继续。</translation>
    </message>
    <message>
        <source>The good parts score nearly alike (spread too small), so the scale was widened. Check that the pictures are not all the same.</source>
        <translation>良品的异常分数几乎相同（差异太小），因此放宽了刻度。请检查图片是否全都一样。</translation>
    </message>
    <message>
        <source>%1 is taught: model %2 from %3 pictures in %4, threshold %5 (just above the highest of %6 good parts).</source>
        <translation>%1 已训练：模型 %2，用 %3 张图片，用时 %4，阈值 %5（略高于 %6 个良品中的最高值）。</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) nearly the same as others: twins are never held out from each other.</source>
        <translation>
            <numerusform>%n 张图片与其他图片几乎相同：相似图片总是一起预留。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CsvTable</name>
    <message>
        <source>“%1”, line %2: %3</source>
        <translation>“%1”，第 %2 行：%3</translation>
    </message>
    <message>
        <source>“%1” cannot be read: %2</source>
        <translation>无法读取“%1”：%2</translation>
    </message>
    <message>
        <source>the file is too large for a list of pictures.</source>
        <translation>文件太大，不能作为图片列表。</translation>
    </message>
    <message>
        <source>a quote is not closed.</source>
        <translation>引号没有闭合。</translation>
    </message>
    <message>
        <source>%1 columns where the first line has %2.</source>
        <translation>有 %1 列，而第一行有 %2 列。</translation>
    </message>
    <message>
        <source>the file is empty.</source>
        <translation>文件为空。</translation>
    </message>
</context>
<context>
    <name>Dataset</name>
    <message>
        <source>“%1” holds no data set: no folder in it has a train or test folder.</source>
        <translation>“%1”不含数据集：其中没有任何文件夹含有 train 或 test 文件夹。</translation>
    </message>
    <message>
        <source>The folder “%1” does not exist.</source>
        <translation>文件夹“%1”不存在。</translation>
    </message>
    <message>
        <source>“%2” has no category “%1”.</source>
        <translation>“%2”没有类别“%1”。</translation>
    </message>
    <message>
        <source>“%1” holds no pictures.</source>
        <translation>“%1”中没有图片。</translation>
    </message>
</context>
<context>
    <name>DurableFile</name>
    <message>
        <source>%1 was not written: the disk is full. Make room and try again.</source>
        <translation>未写入 %1：磁盘已满。请腾出空间后重试。</translation>
    </message>
    <message>
        <source>%1 was not written: its folder does not exist. Create it first.</source>
        <translation>未写入 %1：所在文件夹不存在。请先创建该文件夹。</translation>
    </message>
    <message>
        <source>%1 was not written: no permission there. Choose a folder that you may write to.</source>
        <translation>未写入 %1：没有权限。请选择您可以写入的文件夹。</translation>
    </message>
    <message>
        <source>%1 was not written: %2. Check the disk and try again.</source>
        <translation>未写入 %1：%2。请检查磁盘后重试。</translation>
    </message>
    <message>
        <source>%1 was not written: a folder has this name. Choose another one.</source>
        <translation>未写入 %1：已有同名文件夹。请选择其他名称。</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>The engine %1 cannot be loaded: %2. Install the program again.</source>
        <translation>无法加载引擎 %1：%2。请重新安装程序。</translation>
    </message>
    <message>
        <source>The engine did not start.</source>
        <translation>引擎未启动。</translation>
    </message>
    <message>
        <source>The engine was not found at %1. Install the program again, or set VARAD_ENGINE.</source>
        <translation>在 %1 未找到引擎。请重新安装程序，或设置 VARAD_ENGINE。</translation>
    </message>
</context>
<context>
    <name>FeatureExtractor</name>
    <message>
        <source>The part was not found in the picture, or its size is another one, so there is no verdict. Check that the whole part is in view.</source>
        <translation>在图片中未找到零件，或零件大小不同，因此没有判定。请检查整个零件是否都在画面内。</translation>
    </message>
</context>
<context>
    <name>FolderListing</name>
    <message>
        <source>The folder “%1” cannot be read; check its name and access rights.</source>
        <translation>无法读取文件夹“%1”；请检查名称和访问权限。</translation>
    </message>
</context>
<context>
    <name>Inspection</name>
    <message>
        <source>%1 was not inspected: it could not be decoded.</source>
        <translation>%1 未检测：图片无法解码。</translation>
    </message>
    <message>
        <source>The inspection was cancelled.</source>
        <translation>已取消检测。</translation>
    </message>
    <message>
        <source>Inspecting</source>
        <translation>正在检测</translation>
    </message>
    <message>
        <source>%1 was not inspected: the network failed on it.</source>
        <translation>%1 未检测：网络无法处理该图片。</translation>
    </message>
</context>
<context>
    <name>InspectionFiles</name>
    <message>
        <source>%1 was not written: it cannot be encoded.</source>
        <translation>未写入 %1：内容无法编码。</translation>
    </message>
</context>
<context>
    <name>InspectionWorker</name>
    <message>
        <source>The engine did not start. Install the program again.</source>
        <translation>引擎未启动。请重新安装程序。</translation>
    </message>
    <message>
        <source>The model of the product could not be loaded.</source>
        <translation>无法加载产品的模型。</translation>
    </message>
</context>
<context>
    <name>Job</name>
    <message>
        <source>“%1” failed because of an error in the program.</source>
        <translation>“%1”因程序错误而失败。</translation>
    </message>
</context>
<context>
    <name>Metrics</name>
    <message>
        <source>Scores could not be evaluated: they are not numbers or do not fit their pictures.</source>
        <translation>无法评估异常分数：它们不是数字，或与图片不对应。</translation>
    </message>
</context>
<context>
    <name>ModelTraining</name>
    <message>
        <source>Hierarchy %1 does not exist: the backbone %2 has 1 to %3.</source>
        <translation>层级 %1 不存在：特征网络 %2 有 1 到 %3。</translation>
    </message>
    <message>
        <source>Give the hierarchies once each, in rising order.</source>
        <translation>每个层级只能指定一次，并按升序排列。</translation>
    </message>
    <message>
        <source>The image size %1 is too small: at least %2 is needed.</source>
        <translation>图片尺寸 %1 太小：至少需要 %2。</translation>
    </message>
    <message>
        <source>Learning what good parts look like</source>
        <translation>正在学习良品的外观</translation>
    </message>
    <message>
        <source>Setting the scale</source>
        <translation>正在设定刻度</translation>
    </message>
    <message>
        <source>as published; %1 steps, last loss %2</source>
        <translation>按发表的方法；%1 步，最后的损失 %2</translation>
    </message>
    <message>
        <source>Collecting tokens of good parts</source>
        <translation>正在收集良品的 token</translation>
    </message>
    <message>
        <source>nearest of %1 tokens</source>
        <translation>%1 个 token 中最近的</translation>
    </message>
    <message>
        <source>Whitening belongs to the recipe; as published the adapter is linear, resblock or none.</source>
        <translation>whitening 属于本程序的方法；按发表的方法，适配器为 linear、resblock 或 none。</translation>
    </message>
    <message>
        <source>The backbone could not be stored with the product at %1.</source>
        <translation>无法将特征网络随产品保存到 %1。</translation>
    </message>
</context>
<context>
    <name>PictureList</name>
    <message>
        <source>“%1” does not exist.</source>
        <translation>“%1”不存在。</translation>
    </message>
    <message>
        <source>“%1” holds more than %2 entries; choose a smaller folder.</source>
        <translation>“%1”中的条目超过 %2 个；请选择较小的文件夹。</translation>
    </message>
</context>
<context>
    <name>PictureReader</name>
    <message>
        <source>“%1” is empty; perhaps it is still being written.</source>
        <translation>“%1”为空；可能仍在写入。</translation>
    </message>
    <message>
        <source>“%1” is not a picture: JPEG, PNG, BMP, TIFF and WebP are read.</source>
        <translation>“%1”不是图片：可读取 JPEG、PNG、BMP、TIFF 和 WebP。</translation>
    </message>
    <message>
        <source>“%1” is cut off; copy the file again.</source>
        <translation>“%1”不完整；请重新复制该文件。</translation>
    </message>
    <message>
        <source>“%1” is damaged: a checksum is wrong; copy the file again.</source>
        <translation>“%1”已损坏：校验和错误；请重新复制该文件。</translation>
    </message>
    <message>
        <source>“%1” is damaged: its header makes no sense; save it anew.</source>
        <translation>“%1”已损坏：文件头无效；请重新保存。</translation>
    </message>
    <message>
        <source>“%1” is damaged: its pixels cannot be read whole; save it anew.</source>
        <translation>“%1”已损坏：像素无法完整读取；请重新保存。</translation>
    </message>
    <message>
        <source>“%1” has more pixels than the limit allows; save it smaller.</source>
        <translation>“%1”的像素数超过上限；请缩小后保存。</translation>
    </message>
    <message>
        <source>“%1” is of a rare kind that is not read; save it as 8-bit PNG.</source>
        <translation>“%1”属于不支持的少见格式；请保存为 8 位 PNG。</translation>
    </message>
    <message>
        <source>“%1” has floating-point pixels outside 0 to 1; save it as 8-bit or 16-bit.</source>
        <translation>“%1”含有超出 0 到 1 的浮点像素；请保存为 8 位或 16 位。</translation>
    </message>
    <message>
        <source>“%1” could not be read.</source>
        <translation>无法读取“%1”。</translation>
    </message>
    <message>
        <source>“%1” was not read: the program for decoding pictures does not start; install VarAD Inspector again.</source>
        <translation>未读取“%1”：图片解码程序无法启动；请重新安装 VarAD Inspector。</translation>
    </message>
    <message>
        <source>Reading “%1” was cancelled.</source>
        <translation>已取消读取“%1”。</translation>
    </message>
    <message>
        <source>“%1” takes too long to decode; save it anew.</source>
        <translation>“%1”解码时间过长；请重新保存。</translation>
    </message>
    <message>
        <source>“%1” needs more memory than a picture of its size may; save it anew.</source>
        <translation>“%1”所需内存超过该尺寸图片的上限；请重新保存。</translation>
    </message>
    <message>
        <source>“%1” makes its decoder fail; save it anew.</source>
        <translation>“%1”导致解码器失败；请重新保存。</translation>
    </message>
    <message>
        <source>“%1” does not exist (any more).</source>
        <translation>“%1”不存在（或已不存在）。</translation>
    </message>
    <message>
        <source>“%1” cannot be read; check the access rights.</source>
        <translation>无法读取“%1”；请检查访问权限。</translation>
    </message>
    <message>
        <source>“%1” could not be read: memory ran out.</source>
        <translation>无法读取“%1”：内存不足。</translation>
    </message>
</context>
<context>
    <name>PictureStore</name>
    <message>
        <source>The picture cannot be shown.</source>
        <translation>无法显示该图片。</translation>
    </message>
</context>
<context>
    <name>Product</name>
    <message>
        <source>%1 must be a text</source>
        <translation>%1 必须是文本</translation>
    </message>
    <message>
        <source>%1 must be a number with a decimal point</source>
        <translation>%1 必须是带小数点的数字</translation>
    </message>
    <message>
        <source>%1 is %2, but must lie between %3 and %4</source>
        <translation>%1 为 %2，但必须在 %3 到 %4 之间</translation>
    </message>
    <message>
        <source>%1 must be a whole number</source>
        <translation>%1 必须是整数</translation>
    </message>
    <message>
        <source>%1 is %2, but must be a whole number from %3 to %4</source>
        <translation>%1 为 %2，但必须是 %3 到 %4 的整数</translation>
    </message>
    <message>
        <source>model is %1, but must be a path inside the product&apos;s folder such as %2</source>
        <translation>model 为 %1，但必须是产品文件夹内的路径，例如 %2</translation>
    </message>
    <message>
        <source>unknown key %1 (did you mean %2?)</source>
        <translation>未知的键 %1（是否指 %2？）</translation>
    </message>
    <message>
        <source>unknown key %1</source>
        <translation>未知的键 %1</translation>
    </message>
    <message>
        <source>key: value lines are expected</source>
        <translation>每行应为“键: 值”的形式</translation>
    </message>
    <message>
        <source>the key %1 is missing</source>
        <translation>缺少键 %1</translation>
    </message>
    <message>
        <source>a key must be a word</source>
        <translation>键必须是一个词</translation>
    </message>
    <message>
        <source>%1 is given twice</source>
        <translation>%1 出现了两次</translation>
    </message>
    <message>
        <source>format is not varad-product</source>
        <translation>format 不是 varad-product</translation>
    </message>
    <message>
        <source>version %1 was made by a newer program</source>
        <translation>版本 %1 由更新的程序生成</translation>
    </message>
    <message>
        <source>unknown backbone %1</source>
        <translation>未知的特征网络 %1</translation>
    </message>
    <message>
        <source>image_size is %1, but %2 needs a multiple of %3</source>
        <translation>image_size 为 %1，但 %2 需要 %3 的倍数</translation>
    </message>
    <message>
        <source>%1 must be one line of 1 to 100 characters</source>
        <translation>%1 必须是一行 1 到 100 个字符</translation>
    </message>
    <message>
        <source>active must hold model_version and calibration</source>
        <translation>active 必须含有 model_version 和 calibration</translation>
    </message>
    <message>
        <source>unknown or doubled key %1 in active</source>
        <translation>active 中有未知或重复的键 %1</translation>
    </message>
    <message>
        <source>name is empty</source>
        <translation>名称为空</translation>
    </message>
    <message>
        <source>name is longer than 200 characters</source>
        <translation>名称超过 200 个字符</translation>
    </message>
    <message>
        <source>name holds a line break or a control character</source>
        <translation>名称含有换行符或控制字符</translation>
    </message>
    <message>
        <source>name holds a character that turns the writing direction</source>
        <translation>名称含有改变书写方向的字符</translation>
    </message>
</context>
<context>
    <name>ProductFolder</name>
    <message>
        <source>%1 does not exist. Check the path.</source>
        <translation>%1 不存在。请检查路径。</translation>
    </message>
    <message>
        <source>%1 is not a file.</source>
        <translation>%1 不是文件。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2. Check the permissions.</source>
        <translation>无法读取 %1：%2。请检查权限。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>无法读取 %1：%2。</translation>
    </message>
    <message>
        <source>The model of %1 is missing: %2. Restore it from a copy or train again.</source>
        <translation>缺少 %1 的模型：%2。请用备份恢复，或重新训练。</translation>
    </message>
    <message>
        <source>The model of %1 lies outside the product&apos;s folder: %2.</source>
        <translation>%1 的模型在产品文件夹之外：%2。</translation>
    </message>
    <message>
        <source>%1 holds 9999 models already. Start a new product.</source>
        <translation>%1 中已有 9999 个模型。请新建产品。</translation>
    </message>
    <message>
        <source>%1 uses &quot;%2&quot;, which this program cannot honour, so its verdicts would be wrong. Use a newer program.</source>
        <translation>%1 使用了本程序不支持的“%2”，判定会出错。请使用更新的程序。</translation>
    </message>
    <message>
        <source>%1 names no calibration, so scores have no scale. Train the product again.</source>
        <translation>%1 未指明校准，因此异常分数没有刻度。请重新训练产品。</translation>
    </message>
    <message>
        <source>%1 is not the model that was calibrated: it was changed or damaged. Restore it from a copy or train again.</source>
        <translation>%1 不是校准时的模型：它已被更改或损坏。请用备份恢复，或重新训练。</translation>
    </message>
    <message>
        <source>%1 is a file. Name a folder for the product.</source>
        <translation>%1 是文件。请为产品指定文件夹。</translation>
    </message>
    <message>
        <source>%1 holds other files and is no product. Name a new or empty folder.</source>
        <translation>%1 含有其他文件，不是产品。请指定新的或空的文件夹。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be a product: %2.</source>
        <translation>“%1”不能作为产品：%2。</translation>
    </message>
</context>
<context>
    <name>Proof</name>
    <message>
        <source>No false alarm in %1 good parts. With 95 % confidence the true rate is at most %2 (about 3 in %1).</source>
        <translation>%1 个良品中没有误报。以 95 % 的置信度，真实误报率最高为 %2（约每 %1 个有 3 个）。</translation>
    </message>
    <message>
        <source>Few parts, weak proof.</source>
        <translation>零件数少，证明力弱。</translation>
    </message>
    <message>
        <source>Set just above the highest of %1 good parts: expect about 1 false alarm in %2, with 95 % confidence at most %3.</source>
        <translation>设在 %1 个良品的最高值之上：预计每 %2 个良品约有 1 个误报，以 95 % 的置信度最高为 %3。</translation>
    </message>
    <message>
        <source>Escapes: unknown. No confirmed defect was tested, so nobody can say how many defects would pass.</source>
        <translation>漏检：未知。未测试任何已确认的缺陷，因此无法得知会有多少缺陷漏过。</translation>
    </message>
    <message>
        <source>All %1 known defects found. For defects like these at most %2 may pass (95 %). New kinds are not covered.</source>
        <translation>%1 个已知缺陷全部检出。对于此类缺陷，最多可能漏检 %2（95 %）。不包括新的缺陷种类。</translation>
    </message>
    <message>
        <source>%1 of %2 known defects passed. For defects like these at most %3 may pass (95 %). New kinds are not covered.</source>
        <translation>%2 个已知缺陷中漏检 %1 个。对于此类缺陷，最多可能漏检 %3（95 %）。不包括新的缺陷种类。</translation>
    </message>
    <message numerus="yes">
        <source>%n false alarm(s) in %1 good parts (%2). With 95 % confidence at most %3.</source>
        <translation>
            <numerusform>%1 个良品中有 %n 个误报（%2）。以 95 % 的置信度，误报率最高为 %3。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecipeTraining</name>
    <message>
        <source>Learning what good parts look like</source>
        <translation>正在学习良品的外观</translation>
    </message>
    <message>
        <source>Measuring how good parts vary</source>
        <translation>正在测量良品之间的差异</translation>
    </message>
    <message>
        <source>Setting the scale</source>
        <translation>正在设定刻度</translation>
    </message>
    <message>
        <source>compared with the same place</source>
        <translation>与同一位置比较</translation>
    </message>
    <message>
        <source>compared with typical places</source>
        <translation>与典型位置比较</translation>
    </message>
    <message>
        <source>unusual anywhere</source>
        <translation>任意位置的异常</translation>
    </message>
    <message>
        <source>unusual anywhere and at its place</source>
        <translation>任意位置及该位置的异常</translation>
    </message>
    <message>
        <source>unusual anywhere and in its surroundings</source>
        <translation>任意位置及其周围的异常</translation>
    </message>
    <message>
        <source>mean of the highest %1 % of the map</source>
        <translation>异常图最高 %1 % 的平均值</translation>
    </message>
    <message>
        <source>highest place of the map</source>
        <translation>异常图的最高处</translation>
    </message>
    <message>
        <source>%1, %2, by %3; score: %4; on %5 artificial defects: image AUROC %6, pixel AP %7</source>
        <translation>%1，%2，依据 %3；异常分数：%4；在 %5 个人工缺陷上：图像级 AUROC %6，像素级 AP %7</translation>
    </message>
    <message>
        <source>The prediction distance %1 is too small: it is halved for every further hierarchy and must stay at least 1.</source>
        <translation>预测距离 %1 太小：每增加一个层级就减半，且必须不小于 1。</translation>
    </message>
    <message>
        <source>parts are brought into one pose</source>
        <translation>将零件转到同一姿态</translation>
    </message>
    <message>
        <source>the part is told from its background</source>
        <translation>将零件与背景区分开</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Benchmark on %1</source>
        <translation>在 %1 上的基准测试</translation>
    </message>
    <message>
        <source>VarAD Inspector %1, %2</source>
        <translation>VarAD Inspector %1，%2</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Image AUROC</source>
        <translation>图像级 AUROC</translation>
    </message>
    <message>
        <source>Image AP</source>
        <translation>图像级 AP</translation>
    </message>
    <message>
        <source>Image max F1</source>
        <translation>图像级最大 F1</translation>
    </message>
    <message>
        <source>Pixel AUROC</source>
        <translation>像素级 AUROC</translation>
    </message>
    <message>
        <source>Pixel AP</source>
        <translation>像素级 AP</translation>
    </message>
    <message>
        <source>Pixel max F1</source>
        <translation>像素级最大 F1</translation>
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
        <translation>训练，秒</translation>
    </message>
    <message>
        <source>Pictures/s</source>
        <translation>图片/秒</translation>
    </message>
    <message>
        <source>Peak, MB</source>
        <translation>内存峰值，MB</translation>
    </message>
    <message>
        <source>Average</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Large figures are means over %1 seeds, small ones the lowest and the highest. A dash means: undefined.</source>
        <translation>大号数字为 %1 个种子的平均值，小号数字为最低值和最高值。横线表示：无定义。</translation>
    </message>
    <message>
        <source>One run. A dash means: undefined.</source>
        <translation>运行一次。横线表示：无定义。</translation>
    </message>
    <message>
        <source>score; line: alarm from %1; outline: hot spots from %2</source>
        <translation>异常分数；线：从 %1 起报警；轮廓：从 %2 起为异常区域</translation>
    </message>
    <message>
        <source>Inspection with %1</source>
        <translation>用 %1 检测</translation>
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
        <translation>产品</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>version %1, taught %2</source>
        <translation>版本 %1，训练于 %2</translation>
    </message>
    <message>
        <source>Taught from</source>
        <translation>训练数据</translation>
    </message>
    <message>
        <source>%1 pictures of good parts</source>
        <translation>%1 张良品图片</translation>
    </message>
    <message>
        <source>Backbone</source>
        <translation>特征网络</translation>
    </message>
    <message>
        <source>%1 at %2 × %2 pixels</source>
        <translation>%1，%2 × %2 像素</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>alarm from score %1</source>
        <translation>异常分数从 %1 起报警</translation>
    </message>
    <message>
        <source>Check band</source>
        <translation>复核区间</translation>
    </message>
    <message>
        <source>a person looks from score %1</source>
        <translation>异常分数从 %1 起由人工查看</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>number %1, %2 good parts, %3</source>
        <translation>编号 %1，%2 个良品，%3</translation>
    </message>
    <message>
        <source>held out</source>
        <translation>用预留的良品</translation>
    </message>
    <message>
        <source>by cross-checking</source>
        <translation>用交叉检验</translation>
    </message>
    <message>
        <source>Model identity</source>
        <translation>模型标识</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>How sure is that?</source>
        <translation>这有多可靠？</translation>
    </message>
    <message>
        <source>A score of 100 is the most unusual good part at calibration, 0 a typical one. It is not a percentage.</source>
        <translation>异常分数 100 相当于校准时最异常的良品，0 相当于典型的良品。它不是百分比。</translation>
    </message>
    <message>
        <source>A picture&apos;s score is a mean over its most unusual places; the heatmap has its own scale, on which 100 is the highest place of any good part.</source>
        <translation>图片的异常分数是其最异常处的平均值；热图有自己的刻度，其中 100 是所有良品的最高处。</translation>
    </message>
    <message>
        <source>The good parts scored nearly alike (spread too small), so the scale was widened.</source>
        <translation>良品的异常分数几乎相同（差异太小），因此放宽了刻度。</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>异常分数</translation>
    </message>
    <message>
        <source>All scores on one line; the table below holds the same numbers</source>
        <translation>所有异常分数在一条线上；下方表格含有相同的数值</translation>
    </message>
    <message>
        <source>alarm from %1</source>
        <translation>从 %1 起报警</translation>
    </message>
    <message>
        <source>All pictures</source>
        <translation>所有图片</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Known to be</source>
        <translation>已知为</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>异常分数</translation>
    </message>
    <message>
        <source>Hot spots</source>
        <translation>异常区域</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>最大面积</translation>
    </message>
    <message>
        <source>%1 (known: %2)</source>
        <translation>%1（已知：%2）</translation>
    </message>
    <message>
        <source>%1, as photographed</source>
        <translation>%1，原始照片</translation>
    </message>
    <message>
        <source>%1 with heatmap: %2, score %3</source>
        <translation>%1，带热图：%2，异常分数 %3</translation>
    </message>
    <message>
        <source>Heatmap</source>
        <translation>热图</translation>
    </message>
    <message>
        <source>%1, its most unusual place</source>
        <translation>%1，最异常处</translation>
    </message>
    <message>
        <source>Most unusual place</source>
        <translation>最异常处</translation>
    </message>
    <message>
        <source>%1, its most unusual place with heatmap</source>
        <translation>%1，最异常处，带热图</translation>
    </message>
    <message>
        <source>With heatmap</source>
        <translation>带热图</translation>
    </message>
    <message>
        <source>Hot spot at</source>
        <translation>异常区域位置</translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>峰值</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均值</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>面积</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Only the first %1 pictures are shown; the table lists all.</source>
        <translation>只显示前 %1 张图片；表格列出全部。</translation>
    </message>
    <message>
        <source>Colours have a fixed scale, the same for every picture until the product is calibrated again. Areas count %1.</source>
        <translation>颜色使用固定刻度，在产品重新校准之前对所有图片都相同。面积单位为%1。</translation>
    </message>
    <message>
        <source>square millimetres</source>
        <translation>平方毫米</translation>
    </message>
    <message>
        <source>pixels of the original picture</source>
        <translation>原始图片的像素</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RuleChoice</name>
    <message>
        <source>Checking with artificial defects</source>
        <translation>正在用人工缺陷检验</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>x %1, y %2: red %3, green %4, blue %5</source>
        <translation>x %1，y %2：红 %3，绿 %4，蓝 %5</translation>
    </message>
    <message>
        <source>%1, score %2</source>
        <comment>place and colour, score there</comment>
        <translation>%1，异常分数 %2</translation>
    </message>
    <message>
        <source>%1/%2</source>
        <comment>place in the list</comment>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>no product</source>
        <translation>无产品</translation>
    </message>
    <message>
        <source>threshold %1</source>
        <translation>阈值 %1</translation>
    </message>
</context>
<context>
    <name>TimeLeft</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
</context>
<context>
    <name>TorchDetector</name>
    <message>
        <source>The picture could not be scored.</source>
        <translation>无法计算图片的异常分数。</translation>
    </message>
    <message>
        <source>The network&apos;s answer for this picture is not a number, so there is no verdict. Teach the product anew.</source>
        <translation>网络对此图片的输出不是数字，因此没有判定。请重新训练产品。</translation>
    </message>
</context>
<context>
    <name>TorchEngine</name>
    <message>
        <source>The reference BLAS is in use, which makes this program about 30 times slower. Install the package libopenblas0-pthread.</source>
        <translation>正在使用参考版 BLAS，程序速度约慢 30 倍。请安装软件包 libopenblas0-pthread。</translation>
    </message>
    <message>
        <source>Training failed.</source>
        <translation>训练失败。</translation>
    </message>
    <message>
        <source>The model cannot be used.</source>
        <translation>模型无法使用。</translation>
    </message>
    <message>
        <source>The model %1 does not exist. Name a model file that is there.</source>
        <translation>模型 %1 不存在。请指定存在的模型文件。</translation>
    </message>
    <message>
        <source>The backbones cannot be listed.</source>
        <translation>无法列出特征网络。</translation>
    </message>
    <message>
        <source>The file is no backbone that this program knows.</source>
        <translation>该文件不是本程序认识的特征网络。</translation>
    </message>
    <message>
        <source>The backbone cannot be imported.</source>
        <translation>无法导入特征网络。</translation>
    </message>
    <message>
        <source>%1 exists already. Choose another name, or allow overwriting.</source>
        <translation>%1 已存在。请选择其他名称，或允许覆盖。</translation>
    </message>
    <message>
        <source>A backbone of the name &quot;%1&quot; ships with the program. Choose another name.</source>
        <translation>程序自带名为“%1”的特征网络。请选择其他名称。</translation>
    </message>
</context>
<context>
    <name>TrainingFeatures</name>
    <message>
        <source>Finding the part</source>
        <translation>正在查找零件</translation>
    </message>
    <message>
        <source>In good picture %1 no part is found as in the others, so parts are not turned into one pose. If they lie at any angle, teach again without it.</source>
        <translation>良品图片 %1 中未能像其他图片那样找到零件，因此不会将零件转到同一姿态。如果零件以任意角度摆放，请去掉该图片后重新训练。</translation>
    </message>
    <message>
        <source>Looking at the good parts</source>
        <translation>正在查看良品</translation>
    </message>
</context>
<context>
    <name>TrainingSet</name>
    <message>
        <source>Training was cancelled.</source>
        <translation>已取消训练。</translation>
    </message>
    <message>
        <source>Left out of training: %1</source>
        <translation>未用于训练：%1</translation>
    </message>
    <message>
        <source>Checking pictures</source>
        <translation>正在检查图片</translation>
    </message>
    <message>
        <source>Training needs at least %1 usable good pictures; %2 of %3 files are. Add more pictures of good parts.</source>
        <translation>训练至少需要 %1 张可用的良品图片；%3 个文件中有 %2 个可用。请添加更多良品图片。</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>PASS</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>CHECK</source>
        <translation>复核</translation>
    </message>
    <message>
        <source>ALARM</source>
        <translation>报警</translation>
    </message>
    <message>
        <source>NO RESULT</source>
        <translation>无结果</translation>
    </message>
</context>
<context>
    <name>VisaTable</name>
    <message>
        <source>“%1”, line %2: %3</source>
        <translation>“%1”，第 %2 行：%3</translation>
    </message>
    <message>
        <source>the columns object, split, label, image and mask are needed.</source>
        <translation>需要 object、split、label、image 和 mask 列。</translation>
    </message>
    <message>
        <source>the object has no name.</source>
        <translation>对象没有名称。</translation>
    </message>
    <message>
        <source>split is “%1”, not train or test.</source>
        <translation>split 为“%1”，不是 train 或 test。</translation>
    </message>
    <message>
        <source>label is “%1”, not normal or anomaly.</source>
        <translation>label 为“%1”，不是 normal 或 anomaly。</translation>
    </message>
    <message>
        <source>there is no picture “%1” in the data set.</source>
        <translation>数据集中没有图片“%1”。</translation>
    </message>
    <message>
        <source>there is no mask “%1” in the data set.</source>
        <translation>数据集中没有掩膜“%1”。</translation>
    </message>
</context>
<context>
    <name>Yaml</name>
    <message>
        <source>an alias refers to something that is not complete</source>
        <translation>别名指向不完整的内容</translation>
    </message>
    <message>
        <source>tags are not allowed here</source>
        <translation>此处不允许使用标签</translation>
    </message>
    <message>
        <source>nested deeper than %1 levels</source>
        <translation>嵌套超过 %1 层</translation>
    </message>
    <message>
        <source>more than %1 values, aliases counted</source>
        <translation>值超过 %1 个（别名计算在内）</translation>
    </message>
    <message>
        <source>%1, line %2: %3. Correct the file or restore it from a copy.</source>
        <translation>%1，第 %2 行：%3。请改正该文件，或用备份恢复。</translation>
    </message>
    <message>
        <source>the file is larger than %1 KiB</source>
        <translation>文件大于 %1 KiB</translation>
    </message>
    <message>
        <source>this is not UTF-8 text</source>
        <translation>这不是 UTF-8 文本</translation>
    </message>
    <message>
        <source>control characters are not allowed</source>
        <translation>不允许使用控制字符</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>文件为空</translation>
    </message>
    <message>
        <source>a second document begins; only one is allowed</source>
        <translation>出现了第二个文档；只允许一个</translation>
    </message>
    <message>
        <source>this is not valid YAML (%1)</source>
        <translation>这不是有效的 YAML（%1）</translation>
    </message>
    <message>
        <source>this cannot be read as YAML (%1)</source>
        <translation>无法作为 YAML 读取（%1）</translation>
    </message>
</context>
<context>
    <name>varad::ui::DemoRunner</name>
    <message>
        <source>Making pictures of buttons</source>
        <translation>正在生成纽扣图片</translation>
    </message>
    <message>
        <source>Reading the good pictures</source>
        <translation>正在读取良品图片</translation>
    </message>
    <message>
        <source>Looking at the good pictures</source>
        <translation>正在查看良品图片</translation>
    </message>
    <message>
        <source>Learning what is normal</source>
        <translation>正在学习良品的外观</translation>
    </message>
    <message>
        <source>Setting the scale</source>
        <translation>正在设定刻度</translation>
    </message>
    <message>
        <source>Inspecting</source>
        <translation>正在检测</translation>
    </message>
    <message>
        <source>Preparing the example</source>
        <translation>正在准备示例</translation>
    </message>
    <message>
        <source>The example cannot be made: %1 does not start. Install the program again.</source>
        <translation>无法生成示例：%1 无法启动。请重新安装程序。</translation>
    </message>
    <message>
        <source>The example was cancelled. It goes on where it was when you open it again.</source>
        <translation>已取消示例。再次打开时会从停止处继续。</translation>
    </message>
    <message>
        <source>The example could not be made. Try again, or run “varad demo” in a terminal to see why.</source>
        <translation>无法生成示例。请重试，或在终端中运行“varad demo”查看原因。</translation>
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
        <translation>未选择产品，因此不判定此图片。请在工具栏中选择产品。</translation>
    </message>
    <message>
        <source>More unusual than the threshold allows.</source>
        <translation>异常程度超出阈值允许的范围。</translation>
    </message>
    <message>
        <source>Close to the threshold: a person must look.</source>
        <translation>接近阈值：必须由人工查看。</translation>
    </message>
    <message>
        <source>No picture is open.</source>
        <translation>未打开图片。</translation>
    </message>
    <message>
        <source>Score %1</source>
        <translation>异常分数 %1</translation>
    </message>
    <message>
        <source>Threshold %1, check from %2</source>
        <translation>阈值 %1，从 %2 起复核</translation>
    </message>
    <message>
        <source>Open pictures or a folder; what is known about the framed picture is shown here.</source>
        <translation>请打开图片或文件夹；此处会显示带框图片的相关信息。</translation>
    </message>
    <message>
        <source>Not more unusual than the threshold allows.</source>
        <translation>未超过阈值。</translation>
    </message>
    <message>
        <source>100 is the most unusual good part at calibration. The score is not a percentage. Raw value: %1</source>
        <translation>100 表示校准时最异常的良品。异常分数不是百分比。原始值：%1</translation>
    </message>
    <message>
        <source>%1 × %2 pixels, inspected in %3 ms</source>
        <translation>%1 × %2 像素，检测用时 %3 毫秒</translation>
    </message>
</context>
<context>
    <name>varad::ui::EmptyPage</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n 张图片</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1：%2，%3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Drop pictures or a folder here</source>
        <translation>将图片或文件夹拖放到此处</translation>
    </message>
    <message>
        <source>They are inspected at once with the product chosen above.</source>
        <translation>将立即用上方选择的产品进行检测。</translation>
    </message>
    <message>
        <source>No product is chosen yet, so pictures can be looked at but not judged. The example makes a product from pictures of buttons and shows what it finds.</source>
        <translation>尚未选择产品，因此可以查看图片，但不能判定。示例会用纽扣图片训练一个产品，并显示检测到的结果。</translation>
    </message>
    <message>
        <source>Open &amp;Example</source>
        <translation>打开示例(&amp;E)</translation>
    </message>
    <message>
        <source>Makes pictures of buttons, teaches a product from them and inspects others</source>
        <translation>生成纽扣图片，用其训练一个产品，并检测其他纽扣</translation>
    </message>
    <message>
        <source>Opened before</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <source>Open Pict&amp;ures...</source>
        <translation>打开图片(&amp;U)...</translation>
    </message>
    <message>
        <source>Open Fol&amp;der...</source>
        <translation>打开文件夹(&amp;D)...</translation>
    </message>
</context>
<context>
    <name>varad::ui::ExampleMaker</name>
    <message>
        <source>%1: %2 of %3</source>
        <comment>stage, done, total</comment>
        <translation>%1：%2 / %3</translation>
    </message>
    <message>
        <source>%1, about %2 left</source>
        <translation>%1，剩余约 %2</translation>
    </message>
</context>
<context>
    <name>varad::ui::FramedPicture</name>
    <message>
        <source>Loading %1</source>
        <translation>正在加载 %1</translation>
    </message>
    <message>
        <source>%1, %2, score %3</source>
        <translation>%1，%2，异常分数 %3</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
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
        <translation>不透明度</translation>
    </message>
    <message>
        <source>Opacity of the heatmap</source>
        <translation>热图的不透明度</translation>
    </message>
    <message>
        <source>Opacity of the heatmap (comma: less, period: more)</source>
        <translation>热图的不透明度（逗号键：降低，句号键：提高）</translation>
    </message>
    <message>
        <source>Colours of the heatmap</source>
        <translation>热图的颜色</translation>
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
        <translation>灰度</translation>
    </message>
</context>
<context>
    <name>varad::ui::InspectionControl</name>
    <message>
        <source>No product is chosen.</source>
        <translation>尚未选择产品。</translation>
    </message>
    <message>
        <source>Nothing is being inspected.</source>
        <translation>当前没有正在检测的图片。</translation>
    </message>
    <message>
        <source>No picture waits to be inspected.</source>
        <translation>没有等待检测的图片。</translation>
    </message>
    <message>
        <source>No picture is open.</source>
        <translation>没有打开的图片。</translation>
    </message>
    <message>
        <source>Cancelled: %1 of %2 pictures are inspected.</source>
        <translation>已取消：%2 张图片中已检测 %1 张。</translation>
    </message>
    <message>
        <source>Go On</source>
        <translation>继续</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) not inspected.</source>
        <translation>
            <numerusform>%n 张图片未检测。</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
</context>
<context>
    <name>varad::ui::InspectionProgress</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message numerus="yes">
        <source>%n alarm(s) so far</source>
        <translation>
            <numerusform>目前 %n 个报警</numerusform>
        </translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>剩余约 %1</translation>
    </message>
    <message>
        <source>Loading the product</source>
        <translation>正在加载产品</translation>
    </message>
    <message>
        <source>%1 ms per picture</source>
        <translation>每张图片 %1 毫秒</translation>
    </message>
</context>
<context>
    <name>varad::ui::Legend</name>
    <message>
        <source>Colours of the heatmap</source>
        <translation>热图的颜色</translation>
    </message>
    <message>
        <source>The colours show scores from 0 to 200. The threshold is %1.</source>
        <translation>颜色表示 0 到 200 的异常分数。阈值为 %1。</translation>
    </message>
    <message>
        <source>There is no calibration, so the colours have no scores.</source>
        <translation>没有校准，因此颜色没有对应的异常分数。</translation>
    </message>
    <message>
        <source>Score 100 is the most unusual place of any good part at calibration.</source>
        <translation>异常分数 100 相当于校准时所有良品的最异常处。</translation>
    </message>
    <message>
        <source>uncalibrated</source>
        <translation>未校准</translation>
    </message>
    <message>
        <source>score</source>
        <translation>异常分数</translation>
    </message>
</context>
<context>
    <name>varad::ui::ListOpener</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 和另外 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Only the first %1 pictures and folders were opened. Open smaller folders one by one.</source>
        <translation>只打开了前 %1 个图片和文件夹。请逐个打开较小的文件夹。</translation>
    </message>
    <message>
        <source>Not opened, since it is no picture or is not there: %1</source>
        <translation>未打开，因为不是图片或不存在：%1</translation>
    </message>
    <message>
        <source>No picture was found in %1.</source>
        <translation>在 %1 中未找到图片。</translation>
    </message>
    <message>
        <source>Open pictures</source>
        <translation>打开图片</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>Open a folder of pictures</source>
        <translation>打开图片文件夹</translation>
    </message>
    <message>
        <source>Nothing was opened before</source>
        <translation>尚无打开记录</translation>
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
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>varad::ui::PictureFinder</name>
    <message>
        <source>Search for pictures</source>
        <translation>查找图片</translation>
    </message>
</context>
<context>
    <name>varad::ui::PictureListModel</name>
    <message>
        <source>being inspected</source>
        <translation>检测中</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>%1, %2, score %3, threshold %4, %5 of %6</source>
        <translation>%1，%2，异常分数 %3，阈值 %4，第 %5 张，共 %6 张</translation>
    </message>
    <message>
        <source>%1, %2, %3 of %4</source>
        <translation>%1，%2，第 %3 张，共 %4 张</translation>
    </message>
</context>
<context>
    <name>varad::ui::PictureSteps</name>
    <message>
        <source>No further alarm after this picture.</source>
        <translation>此图片之后没有其他报警。</translation>
    </message>
    <message>
        <source>No further alarm before this picture.</source>
        <translation>此图片之前没有其他报警。</translation>
    </message>
</context>
<context>
    <name>varad::ui::PictureView</name>
    <message>
        <source>No picture is shown.</source>
        <translation>未显示图片。</translation>
    </message>
    <message>
        <source>A picture of %1 by %2 pixels.</source>
        <translation>%1 × %2 像素的图片。</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>varad::ui::ProductChooser</name>
    <message>
        <source>List of products</source>
        <translation>产品列表</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>The product that judges the pictures</source>
        <translation>用于判定图片的产品</translation>
    </message>
    <message>
        <source>No product</source>
        <translation>无产品</translation>
    </message>
    <message>
        <source>Open Product...</source>
        <translation>打开产品...</translation>
    </message>
</context>
<context>
    <name>varad::ui::ProductOpener</name>
    <message>
        <source>Open the folder of a product</source>
        <translation>打开产品的文件夹</translation>
    </message>
    <message>
        <source>The product was not opened. %1</source>
        <translation>未打开产品。%1</translation>
    </message>
</context>
<context>
    <name>varad::ui::ProgressLine</name>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Go on with the pictures that wait</source>
        <translation>继续检测等待中的图片</translation>
    </message>
    <message>
        <source>Stop after this picture; go on later</source>
        <translation>此图片检测后暂停；可稍后继续</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop now; results so far stay</source>
        <translation>立即停止；保留已有结果</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
</context>
<context>
    <name>varad::ui::ReviewPage</name>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
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
        <translation>立即改变当前列表中哪些图片算作报警。不会保存到产品中。</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Back to %1, the threshold of the product</source>
        <translation>恢复为产品的阈值 %1</translation>
    </message>
    <message>
        <source>The threshold is that of the product.</source>
        <translation>当前使用的就是产品的阈值。</translation>
    </message>
    <message numerus="yes">
        <source>%n alarm(s)</source>
        <translation>
            <numerusform>%n 个报警</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to check</source>
        <translation>
            <numerusform>%n 个待复核</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passed</source>
        <translation>
            <numerusform>%n 个通过</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without a result</source>
        <translation>
            <numerusform>%n 个无结果</numerusform>
        </translation>
    </message>
    <message>
        <source>Rever&amp;t</source>
        <translation>还原(&amp;T)</translation>
    </message>
</context>
<context>
    <name>varad::ui::ThresholdSlider</name>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Pictures with this score or more are alarms.</source>
        <translation>异常分数达到或超过此值的图片为报警。</translation>
    </message>
    <message>
        <source>Left and Right move the threshold by 1, Page Up and Page Down by 10.</source>
        <translation>左、右方向键每次将阈值改变 1，Page Up 和 Page Down 每次改变 10。</translation>
    </message>
    <message>
        <source>Threshold as a number</source>
        <translation>阈值的数值</translation>
    </message>
</context>
<context>
    <name>varad::ui::WindowActions</name>
    <message>
        <source>%1 (%2)</source>
        <comment>what it does, and its key</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Inspect</source>
        <translation>检测(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Product</source>
        <translation>产品(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Open &amp;Recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>面板(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation>语言(&amp;A)</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>&amp;Open Pictures...</source>
        <translation>打开图片(&amp;O)...</translation>
    </message>
    <message>
        <source>Open pictures and inspect them</source>
        <translation>打开图片并检测</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open &amp;Folder...</source>
        <translation>打开文件夹(&amp;F)...</translation>
    </message>
    <message>
        <source>Open all pictures of a folder and its subfolders</source>
        <translation>打开文件夹及其子文件夹中的所有图片</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Open &amp;Example</source>
        <translation>打开示例(&amp;E)</translation>
    </message>
    <message>
        <source>Make pictures of buttons, teach a product and inspect</source>
        <translation>生成纽扣图片，训练产品并检测</translation>
    </message>
    <message>
        <source>&amp;Close List</source>
        <translation>关闭列表(&amp;C)</translation>
    </message>
    <message>
        <source>Close the list; the files stay</source>
        <translation>关闭列表；文件不受影响</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>关闭程序</translation>
    </message>
    <message>
        <source>&amp;Heatmap</source>
        <translation>热图(&amp;H)</translation>
    </message>
    <message>
        <source>Show the heatmap; hold the key to see the bare picture</source>
        <translation>显示热图；按住按键可查看不带热图的图片</translation>
    </message>
    <message>
        <source>&amp;Contour Only</source>
        <translation>仅轮廓(&amp;C)</translation>
    </message>
    <message>
        <source>Show the outline at the threshold without colours</source>
        <translation>只显示阈值处的轮廓，不显示颜色</translation>
    </message>
    <message>
        <source>L&amp;ess Opacity</source>
        <translation>降低不透明度(&amp;E)</translation>
    </message>
    <message>
        <source>Make the heatmap fainter</source>
        <translation>使热图变淡</translation>
    </message>
    <message>
        <source>&amp;More Opacity</source>
        <translation>提高不透明度(&amp;M)</translation>
    </message>
    <message>
        <source>Make the heatmap stronger</source>
        <translation>使热图变浓</translation>
    </message>
    <message>
        <source>&amp;Fit</source>
        <translation>适合窗口(&amp;F)</translation>
    </message>
    <message>
        <source>Show the whole picture</source>
        <translation>显示整张图片</translation>
    </message>
    <message>
        <source>&amp;100 %</source>
        <translation>100 %(&amp;1)</translation>
    </message>
    <message>
        <source>One picture pixel per screen pixel</source>
        <translation>一个图片像素对应一个屏幕像素</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation>放大显示</translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
    <message>
        <source>Reduce</source>
        <translation>缩小显示</translation>
    </message>
    <message>
        <source>&amp;Lock View</source>
        <translation>锁定视图(&amp;L)</translation>
    </message>
    <message>
        <source>Keep zoom and place for the next picture of equal size</source>
        <translation>对下一张相同尺寸的图片保持缩放和位置</translation>
    </message>
    <message>
        <source>F&amp;ull Screen</source>
        <translation>全屏(&amp;U)</translation>
    </message>
    <message>
        <source>Use the whole screen</source>
        <translation>使用整个屏幕</translation>
    </message>
    <message>
        <source>&amp;Reset Layout</source>
        <translation>重置布局(&amp;R)</translation>
    </message>
    <message>
        <source>Put all panels back where they were at first</source>
        <translation>将所有面板恢复到最初的位置</translation>
    </message>
    <message>
        <source>&amp;Next Pane</source>
        <translation>下一窗格(&amp;N)</translation>
    </message>
    <message>
        <source>Move the keyboard to the next pane</source>
        <translation>将键盘焦点移到下一个窗格</translation>
    </message>
    <message>
        <source>Pre&amp;vious Pane</source>
        <translation>上一窗格(&amp;V)</translation>
    </message>
    <message>
        <source>Move the keyboard to the pane before</source>
        <translation>将键盘焦点移到上一个窗格</translation>
    </message>
    <message>
        <source>&amp;Next Picture</source>
        <translation>下一张图片(&amp;N)</translation>
    </message>
    <message>
        <source>Go to the next picture</source>
        <translation>转到下一张图片</translation>
    </message>
    <message>
        <source>&amp;Previous Picture</source>
        <translation>上一张图片(&amp;P)</translation>
    </message>
    <message>
        <source>Go to the picture before</source>
        <translation>转到上一张图片</translation>
    </message>
    <message>
        <source>&amp;First Picture</source>
        <translation>第一张图片(&amp;F)</translation>
    </message>
    <message>
        <source>Go to the first picture</source>
        <translation>转到第一张图片</translation>
    </message>
    <message>
        <source>&amp;Last Picture</source>
        <translation>最后一张图片(&amp;L)</translation>
    </message>
    <message>
        <source>Go to the last picture</source>
        <translation>转到最后一张图片</translation>
    </message>
    <message>
        <source>Next &amp;Alarm</source>
        <translation>下一个报警(&amp;A)</translation>
    </message>
    <message>
        <source>Go to the next alarm</source>
        <translation>转到下一个报警</translation>
    </message>
    <message>
        <source>Go to the alarm before</source>
        <translation>转到上一个报警</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>开始(&amp;R)</translation>
    </message>
    <message>
        <source>Inspect the pictures that wait</source>
        <translation>检测等待中的图片</translation>
    </message>
    <message>
        <source>Pau&amp;se</source>
        <translation>暂停(&amp;S)</translation>
    </message>
    <message>
        <source>Stop after this picture; go on later</source>
        <translation>此图片检测后暂停；可稍后继续</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>Stop now; results so far stay</source>
        <translation>立即停止；保留已有结果</translation>
    </message>
    <message>
        <source>&amp;Inspect Again</source>
        <translation>重新检测(&amp;I)</translation>
    </message>
    <message>
        <source>Inspect this picture and all without a result again</source>
        <translation>重新检测此图片和所有无结果的图片</translation>
    </message>
    <message>
        <source>&amp;Open Product...</source>
        <translation>打开产品(&amp;O)...</translation>
    </message>
    <message>
        <source>Choose the folder of a product</source>
        <translation>选择产品的文件夹</translation>
    </message>
    <message>
        <source>&amp;Threshold</source>
        <translation>阈值(&amp;T)</translation>
    </message>
    <message>
        <source>Move the keyboard to the threshold</source>
        <translation>将键盘焦点移到阈值</translation>
    </message>
    <message>
        <source>&amp;About VarAD Inspector</source>
        <translation>关于 VarAD Inspector(&amp;A)</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>版本和许可证</translation>
    </message>
    <message>
        <source>About &amp;Qt</source>
        <translation>关于 Qt(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;High Contrast</source>
        <translation>高对比度(&amp;H)</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>&amp;System Language</source>
        <translation>系统语言(&amp;S)</translation>
    </message>
    <message>
        <source>Interface &amp;Size at Next Start</source>
        <translation>下次启动时的界面大小(&amp;S)</translation>
    </message>
    <message>
        <source>Previous Alar&amp;m</source>
        <translation>上一个报警(&amp;M)</translation>
    </message>
    <message>
        <source>About the library that draws the window</source>
        <translation>关于绘制窗口的程序库</translation>
    </message>
</context>
<context>
    <name>varad::ui::WindowChoices</name>
    <message>
        <source>The new size is used at the next start.</source>
        <translation>新的大小将在下次启动时生效。</translation>
    </message>
    <message>
        <source>VarAD Inspector %1 finds what is unusual on parts, taught from good ones. Free software under the GNU General Public License, version 3 or later.</source>
        <translation>VarAD Inspector %1 只需用良品训练，即可找出零件上的异常之处。本程序为自由软件，采用 GNU 通用公共许可证第 3 版或更高版本。</translation>
    </message>
</context>
<context>
    <name>varad::ui::WindowDocks</name>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
</context>
</TS>
