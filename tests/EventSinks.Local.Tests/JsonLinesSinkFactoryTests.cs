using Microsoft.Extensions.Configuration;
using Moq;

namespace EventSinks.Local;

[Parallelizable(ParallelScope.All)]
public sealed class JsonLinesSinkFactoryTests
{
    [TestCase("events.jsonl")]
    [TestCase("prod/web/events.jsonl")]
    [TestCase("..hidden/..x")]
    [TestCase("größe/ereignisse 1.jsonl")]
    [TestCase("console/auxiliary.jsonl")]
    [TestCase("events.2026")]
    [TestCase("events.01")]
    [TestCase("1/2")]
    [TestCase("😀.jsonl")]
    [TestCase("u\u0308.jsonl")]
    public void Check_AcceptsARelativePath(string path) => Assert.That(Findings(path), Is.Empty);

    [TestCase("", "the path is empty")]
    [TestCase("  ", "the path is empty")]
    [TestCase("/etc/passwd", "'/etc/passwd' is absolute")]
    [TestCase("../up", "'../up' holds the segment '..'")]
    [TestCase("a/../b", "'a/../b' holds the segment '..'")]
    [TestCase("a/..", "'a/..' holds the segment '..'")]
    [TestCase("./a", "'./a' holds the segment '.'")]
    [TestCase("a/./b", "'a/./b' holds the segment '.'")]
    [TestCase("a/.. /b", "'a/.. /b' holds a segment that ends in ' '")]
    [TestCase("a/.../b", "'a/.../b' holds a segment that ends in '.'")]
    [TestCase("a//b", "'a//b' holds two slashes in a row")]
    [TestCase("a/", "'a/' names a folder")]
    [TestCase("a\\b", "'a\\b' holds a backslash")]
    [TestCase("C:/x", "'C:/x' holds a colon")]
    [TestCase("C:x", "'C:x' holds a colon")]
    [TestCase("a\nb", "the path holds a control character")]
    [TestCase("a\0b", "the path holds a control character")]
    [TestCase("a\u0085b", "the path holds a control character")]
    [TestCase("a?.jsonl", "'a?.jsonl' holds a '?'")]
    [TestCase("<a>", "'<a>' holds a '<'")]
    [TestCase("CON", "'CON' holds the segment 'CON': CON is a device")]
    [TestCase("a/nul.jsonl", "'a/nul.jsonl' holds the segment 'nul.jsonl': nul is a device")]
    [TestCase("aux /b", "'aux /b' holds a segment that ends in ' '")]
    [TestCase("com1 .x/b", "'com1 .x/b' holds the segment 'com1 .x': com1 is a device")]
    [TestCase("all.jsonl.1", "'all.jsonl.1' ends in a number")]
    [TestCase("all.999", "'all.999' ends in a number")]
    public void Check_RefusesWhatCouldLeaveTheFolder(string path, string message)
    {
        var found = Findings(path).Single();

        Assert.That(found.IsError);
        Assert.That(found.Option, Is.EqualTo("Path"));
        Assert.That(found.Message, Does.StartWith(message).And.Contains("; expected a relative path"));
    }

    [Test]
    public void Check_RefusesNamesThatNoFileSystemTakes()
    {
        Assert.That(Findings(new string('ä', 128)).Single().Message, Does.Contain("a segment of more than 255 bytes"));
        Assert.That(
            Findings(string.Join('/', Enumerable.Repeat(new string('a', 100), 11))).Single().Message, Does.Contain("longer than 1024 bytes"));
    }

    // A test case with half a character in it could not be named.
    [TestCase(0xd83d, 'a')]
    [TestCase('a', 0xde00)]
    [TestCase(0xfffd, 0xd83d)]
    public void Check_RefusesHalfACharacter(int first, int second) =>
        Assert.That(Findings(string.Concat((char)first, (char)second)).Single().Message, Does.Contain("holds half a character"));

    [TestCase(251, false)]
    [TestCase(252, true)]
    public void Check_OfANameThatIsToBeNumbered_LeavesRoomForTheNumber(int length, bool isRefused)
    {
        var check = new OptionsCheck();
        Factory().Check(Options($"folder/{new string('a', length)}") with { MaxSize = 4096 }, check);

        Assert.That(check.Findings.Select(static finding => finding.Message), isRefused ? Has.One.Contains("no room for the number") : Is.Empty);
        Assert.That(Findings($"folder/{new string('a', length)}"), Is.Empty, "without rotation there are no numbers");
    }

    [Test]
    public void Create_WithAPathThatCheckRefuses_Throws() =>
        Assert.That(() => Factory().Create(Options("../up"), Some.Context), Throws.ArgumentException);

    [Test]
    public void Describe_NamesTheFileWithoutTheFolder() =>
        Assert.That(Factory("/somewhere").Describe(Options("prod/a.jsonl")), Is.EqualTo(new SinkDestination("prod/a.jsonl")));

    [TestCase(null)]
    [TestCase("")]
    [TestCase(" ")]
    public void New_WithoutAFolder_IsMade(string? folder) => Assert.That(() => Factory(folder), Throws.Nothing);

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public void Check_OfSegmentsThatPass_StaysBelowTheFolder(string[] others, byte[] picks)
    {
        string[] parts = ["..", ".", "", " ", "a", "/", "C:", "\\", .. others.Where(static part => part is not null)];
        var path = string.Concat(picks.Select(pick => parts[pick % parts.Length]).SelectMany(static part => new[] { part, "/" }).SkipLast(1));

        if (RelativePath.FindFault(path) is null)
        {
            Assert.That(Path.GetFullPath(Path.Combine("/folder", path)), Is.EqualTo($"/folder/{path}"));
        }
    }

    private static IReadOnlyList<OptionFinding> Findings(string path)
    {
        var check = new OptionsCheck();
        Factory().Check(Options(path), check);
        return check.Findings;
    }

    private static JsonLinesOptions Options(string path) => new() { Path = path };

    private static IEventSinkFactory Factory(string? folder = null) =>
        new JsonLinesSinkFactory(Mock.Of<IConfigurationSection>(section => section["folder"] == folder));
}
