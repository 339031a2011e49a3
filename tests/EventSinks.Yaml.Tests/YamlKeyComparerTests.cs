namespace EventSinks.Yaml;

[Parallelizable(ParallelScope.All)]
public class YamlKeyComparerTests
{
    [TestCase("[1, true]", true)]
    [TestCase("[1, 1.0]", true)]
    [TestCase("[a, 'a']", true)]
    [TestCase("[~, null]", true)]
    [TestCase("[1, '1']", false)]
    [TestCase("[.nan, .nan]", true)]
    [TestCase("[0.5, '0.5']", false)]
    public void Equals_IsWhatItIsInPython(string text, bool expected)
    {
        var items = ((YamlList)YamlReader.Read(text, "k.yaml").Value!).Items.Cast<YamlScalar>().ToArray();

        Assert.That(YamlKeyComparer.Instance.Equals(items[0], items[1]), Is.EqualTo(expected));
        Assert.That(items.ToHashSet(YamlKeyComparer.Instance), Has.Count.EqualTo(expected ? 1 : 2));
    }

    [Test]
    public void Equals_WithNull_IsNoKey()
    {
        var key = new YamlText("a", SourceSpan.None);

        Assert.That(YamlKeyComparer.Instance.Equals(key, null), Is.False);
        Assert.That(YamlKeyComparer.Instance.Equals(null, null), Is.True);
    }
}
