using EventSinks.Integration.Support;
using EventSinks.Yaml;
using EventSinks.Yaml.Writing;
using FsCheck;
using FsCheck.Fluent;

namespace EventSinks.Integration.PyYaml;

/// <summary>What is written here as YAML is read by the PyYAML that is installed, so that Heat reads it, too.</summary>
[Category(ZaqarServer.Category)]
[Parallelizable(ParallelScope.All)]
public class WrittenYamlTests
{
    [Test]
    public async Task Write_OfAnyValue_IsReadByPyYamlAsTheSame()
    {
        var values = Values().ToArray();

        var read = await PyYamlLoader.ReadAsync(values.Select(YamlTextWriter.Write));

        Assert.That(values, Has.Length.GreaterThan(2_000));
        Assert.That(read.Select(record => record.Json ?? record.NotJson ?? record.Error), Is.EqualTo(values.Select(Expected)));
    }

    // Halves of surrogate pairs apart: PyYAML's C loader refuses them, and Heat has its other loader read them.
    private static IEnumerable<YamlValue> Values()
    {
        List<YamlValue> values = [];
        Prop.ForAll(AnyValue.Tree.ToArbitrary(), values.Add).Check(Config.QuickThrowOnFailure.WithMaxTest(4_000).WithReplay(2_016, 1_007));
        return values.Where(value => !YamlTextWriter.Write(value).Contains("\\uD", StringComparison.OrdinalIgnoreCase));
    }

    private static string Expected(YamlValue value)
    {
        try
        {
            return YamlJsonWriter.Write(value);
        }
        catch (NotSupportedException)
        {
            return "TypeError";
        }
    }
}
