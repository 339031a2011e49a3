using EventSinks.Yaml;

namespace EventSinks.Environments;

[Parallelizable(ParallelScope.All)]
public sealed class DiagnosticListTests
{
    [Test]
    public void Add_BeyondTheLimitOfAFile_SaysOnceThatThereAreOthers_AndKeepsThoseOfOtherFiles()
    {
        var list = new DiagnosticList([Warning("a")], 2);

        list.AddRange([Warning("a"), Warning("a"), Warning("a"), Warning("b")]);

        Assert.That(list.Select(static each => $"{each.File} {each.Code}"), Is.EqualTo(["a W", "a W", "a ES1018", "b W"]));
        Assert.That((list.IsFull("a"), list.IsFull("b")), Is.EqualTo((true, false)));
    }

    [Test]
    public void Add_OfAnErrorThatIsLeftOut_MakesWhatStandsForItAnError()
    {
        var list = new DiagnosticList([Warning("a")], 1) { Warning("a") };
        Assert.That(list.Any(static each => each.IsError), Is.False);

        list.Add(Diagnostic.Error("E", "", "a", SourceSpan.None));

        Assert.That(list.Select(static each => (each.Code, each.IsError)), Is.EqualTo([("W", false), ("ES1018", true)]));
    }

    [Test]
    public void Add_ToAListThatWasFullBefore_LeavesEverythingOut()
    {
        var full = new DiagnosticList([], 1) { Warning("a"), Warning("a") };

        var list = new DiagnosticList(full, 1) { Warning("a") };

        Assert.That(list, Is.EqualTo(full));
    }

    private static Diagnostic Warning(string file) => Diagnostic.Warning("W", "", file, SourceSpan.None);
}
