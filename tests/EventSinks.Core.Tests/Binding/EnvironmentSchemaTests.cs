using System.Text.Json.Nodes;
using EventSinks.Discovery;
using EventSinks.Environments;

namespace EventSinks.Binding;

[Parallelizable(ParallelScope.All)]
public sealed class EnvironmentSchemaTests
{
    private static readonly EnvironmentSchema Schema = Describe(new SinkCatalogBuilder().AddSink<SchemaSinkFactory>().AddSink<TestSinkFactory>());

    private static readonly JsonObject Definitions = Parse(Schema)["definitions"]!.AsObject();

    [Test]
    public void Describe_NamesEverySectionAndNoOther()
    {
        var root = Parse(Schema);

        Assert.That(root["properties"]!.AsObject().Select(static section => section.Key), Is.EquivalentTo(EnvironmentSections.All));
        Assert.That((bool)root["additionalProperties"]!, Is.False);
        Assert.That((string?)root["properties"]!["event_sinks"]!["items"]!["$ref"], Is.EqualTo("#/definitions/event_sink"));
    }

    [Test]
    public void Describe_OffersEverySinkType_EachWithItsOwnOptions()
    {
        var sink = Definitions["event_sink"]!;

        Assert.That(sink["properties"]!["type"]!["enum"]!.AsArray().Select(static type => (string?)type), Is.EqualTo(["schema", "test"]));
        Assert.That(
            sink["allOf"]!.AsArray().Select(static rule => ((string?)rule!["if"]!["properties"]!["type"]!["const"], (string?)rule["then"]!["$ref"])),
            Is.EqualTo([("schema", "#/definitions/sink-schema"), ("test", "#/definitions/sink-test")]));
    }

    [TestCase("target", """{"description":"Where to.","type":"string","pattern":"^(?:[a-z]{1,8}|x)$"}""")]
    [TestCase("foreign", """{"type":["string","null"]}""")]
    [TestCase("ttl", """{"type":["integer","null"],"minimum":1,"maximum":100,"default":10}""")]
    [TestCase("rate", """{"type":["number","null"],"exclusiveMinimum":0.5,"maximum":1000}""")]
    [TestCase("token", """{"type":["string","null"],"minLength":4,"maxLength":20,"writeOnly":true}""")]
    [TestCase("side", """{"type":["string","null"],"enum":["in","out",null]}""")]
    [TestCase("rooms", """{"type":["array","null"],"items":{"type":"string"},"minItems":1,"maxItems":3}""")]
    [TestCase("tag", """{"type":["string","null"],"maxLength":5}""")]
    [TestCase("page", """{"type":["string","null"],"format":"uri"}""")]
    [TestCase("link", """{"type":["string","null"],"format":"uri-reference"}""")]
    [TestCase("day", """{"enum":["sunday","monday","tuesday","wednesday","thursday","friday","saturday",null],"default":"monday"}""")]
    [TestCase("loud", """{"type":["boolean","null"]}""")]
    [TestCase("max_age", """{"$ref":"#/definitions/max_age"}""")]
    [TestCase("type", """{"const":"schema"}""")]
    public void Describe_OfAnOption_SaysItsRules(string option, string expected)
    {
        var schema = Definitions["sink-schema"]!["properties"]![option]!;

        Assert.That(JsonNode.DeepEquals(schema, JsonNode.Parse(expected)), Is.True, schema.ToJsonString());
    }

    // Draft-07 ignores what stands beside a reference.
    [Test]
    public void Describe_PutsNothingBesideAReference() => Assert.That(KeysOfReferences(Parse(Schema)), Is.Not.Empty.And.All.EqualTo(1));

    [Test]
    public void Describe_OfAValueInsideAnOption_DescribesAndRefersToIt()
    {
        var tree = Definitions["sink-schema"]!["properties"]!["tree"]!["properties"]!;

        Assert.That((string?)tree["label"]!["description"], Is.EqualTo("What it is called."));
        Assert.That((bool)tree["key"]!["writeOnly"]!, Is.True);
        Assert.That((string?)tree["branches"]!["items"]!["$ref"], Is.EqualTo("#/definitions/sink-schema/properties/tree"));
    }

    [Test]
    public void Describe_OfASinkType_AllowsItsOptionsAndTheCommonKeysOnly()
    {
        var test = Definitions["sink-test"]!;

        Assert.That((bool)test["additionalProperties"]!, Is.False);
        Assert.That(
            test["properties"]!.AsObject().Select(static property => property.Key),
            Is.EqualTo([
                "type", "target", "ttl", "token", "loud", "rate", "rooms", "name", "enabled", "events", "format", "properties", "max_age", "remove",
            ]));
        Assert.That(test["else"]!["required"]!.AsArray().Select(static key => (string?)key), Is.EqualTo(["target"]));
    }

    [Test]
    public void Describe_OfEvents_NamesTheKeysThatAreRead() =>
        Assert.That(Definitions["events"]!["properties"]!.AsObject().Select(static key => key.Key), Is.EqualTo(EventFilterReader.Keys));

    [Test]
    public void Describe_RefersOnlyToWhatIsThere()
    {
        var root = Parse(Schema);
        var references = References(root).ToArray();

        Assert.That(references, Is.Not.Empty);
        Assert.That(references.Where(reference => Follow(root, reference) is null), Is.Empty);
    }

    [Test]
    public void Describe_WhenAPluginFails_AllowsAnyOptionAndSaysWhy()
    {
        var schema = Describe(new SinkCatalogBuilder().AddSink<GreedySinkFactory>().AddSink<TestSinkFactory>());

        var definitions = Parse(schema)["definitions"]!;
        Assert.That(schema.Warnings.Single(), Does.StartWith("the options of \"greedy\" ").And.EndsWith("common to all sinks"));
        Assert.That(definitions["sink-greedy"]!["additionalProperties"], Is.Null);
        Assert.That((string?)definitions["sink-greedy"]!["description"], Does.Contain("'max_age' has the name of a key that is common to all sinks"));
        Assert.That((bool)definitions["sink-test"]!["additionalProperties"]!, Is.False);
    }

    [Test]
    public void Describe_WhenAPluginHangs_GoesOnWithoutIt()
    {
        var catalog = new SinkCatalogBuilder().AddSink<HangingSinkFactory>().Build();

        var schema = new SinkBinder(catalog, limit: TimeSpan.FromMilliseconds(50)).DescribeEnvironment();

        Assert.That(schema.Warnings.Single(), Does.StartWith("the options of \"hanging\" "));
        Assert.That(Parse(schema)["definitions"]!["sink-hanging"]!["additionalProperties"], Is.Null);
    }

    [Test]
    public void Describe_WithoutSinkTypes_AllowsAny()
    {
        var schema = Describe(new SinkCatalogBuilder());

        Assert.That(Parse(schema)["definitions"]!["event_sink"]!["properties"]!["type"]!["enum"], Is.Null);
    }

    private static EnvironmentSchema Describe(SinkCatalogBuilder catalog) =>
        new SinkBinder(catalog.Build()).DescribeEnvironment();

    private static JsonObject Parse(EnvironmentSchema schema) => JsonNode.Parse(schema.Json)!.AsObject();

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(static entry => entry is { Key: "$ref", Value: JsonValue target } ? [(string)target!] : References(entry.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };

    private static JsonNode? Follow(JsonNode root, string reference) =>
        reference.Split('/').Skip(1).Aggregate((JsonNode?)root, static (node, step) => (node as JsonObject)?[step]);

    // How many keys each schema has that is a reference.
    private static IEnumerable<int> KeysOfReferences(JsonNode? node) => node switch
    {
        JsonObject schema => schema.SelectMany(static entry => KeysOfReferences(entry.Value)).Concat(schema["$ref"] is JsonValue ? [schema.Count] : []),
        JsonArray schemas => schemas.SelectMany(KeysOfReferences),
        _ => [],
    };
}
