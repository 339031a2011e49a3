using System.Reflection;
using System.Xml.Linq;
using EventSinks.OpenStack;
using EventSinks.Testing;
using EventSinks.Yaml;
using EventSinks.Zaqar.Reader;

namespace EventSinks.ArchitectureTests;

/// <summary>What is public: whose types it shows, and that it is explained.</summary>
[Parallelizable(ParallelScope.All)]
public class PublicSurfaceTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly string[] Hidden = ["YamlDotNet", "System.Composition"];

    private static IEnumerable<Type> PublicTypes =>
        new[] { typeof(IEventSink), typeof(YamlReader), typeof(StackEvents), typeof(OpenStackSession), typeof(ZaqarQueueReader), typeof(ManualTimeProvider) }.SelectMany(static type => type.Assembly.GetExportedTypes());

    [TestCaseSource(nameof(PublicTypes))]
    public void Type_ShowsNoTypeOfAHiddenLibrary(Type type)
    {
        // The export attribute is the one exception: it is what plug-ins are found by.
        var shown = TypesShownBy(type)
            .Where(shown => type != typeof(ExportEventSinkAttribute)
                && Hidden.Any(library => shown.Assembly.GetName().Name!.StartsWith(library, StringComparison.Ordinal)));

        Assert.That(shown, Is.Empty);
    }

    [TestCaseSource(nameof(PublicTypes))]
    public void Type_IsExplained(Type type)
    {
        var docs = XDocument.Load(Path.ChangeExtension(type.Assembly.Location, ".xml"));
        var member = docs.Descendants("member")
            .SingleOrDefault(member => (string?)member.Attribute("name") == $"T:{type.FullName!.Replace('+', '.')}");

        Assert.That(member?.Element("summary")?.Value.Trim(), Is.Not.Null.And.Not.Empty);
    }

    [TestCaseSource(nameof(PublicTypes))]
    public void Type_IsSealedUnlessItIsMeantToBeDerivedFrom(Type type) =>
        Assert.That(
            type.IsSealed || type.IsAbstract || type.IsInterface || PublicTypes.Any(other => other.BaseType == type),
            Is.True,
            $"{type} can be derived from by accident");

    private static IEnumerable<Type> TypesShownBy(Type type)
    {
        var members = type.GetMethods(Declared).Where(static method => IsVisible(method)).SelectMany(
                static method => method.GetParameters().Select(static parameter => parameter.ParameterType).Append(method.ReturnType))
            .Concat(type.GetConstructors(Declared).Where(static constructor => IsVisible(constructor)).SelectMany(
                static constructor => constructor.GetParameters().Select(static parameter => parameter.ParameterType)))
            .Concat(type.GetFields(Declared).Where(static field => field.IsPublic || field.IsFamily).Select(static field => field.FieldType))
            .Concat(type.GetInterfaces());
        return (type.BaseType is { } parent ? members.Append(parent) : members).SelectMany(static shown => Open(shown)).Distinct();
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    // A list of something shows that something too.
    private static IEnumerable<Type> Open(Type type) =>
        type.HasElementType ? Open(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(static argument => Open(argument)).Append(type)
        : [type];
}
