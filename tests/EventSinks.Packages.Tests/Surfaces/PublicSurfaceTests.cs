using System.Reflection;
using EventSinks.Packages.Tests.Support;
using PublicApiGenerator;

namespace EventSinks.Packages.Tests.Surfaces;

/// <summary>Holds what each package shows to the text that somebody has approved.</summary>
[Parallelizable(ParallelScope.All)]
public class PublicSurfaceTests
{
    /// <summary>The variable that has the tests write the approved texts instead of comparing them.</summary>
    public const string ApproveVariable = "EVENTSINKS_APPROVE_SURFACES";

    private const string Command =
        ApproveVariable + "=true dotnet test tests/EventSinks.Packages.Tests --filter FullyQualifiedName~" + nameof(PublicSurfaceTests);

    // What the compiler adds is no promise of ours, and what people read may become clearer at any time.
    private static readonly ApiGeneratorOptions Options = new()
    {
        IncludeAssemblyAttributes = false,
        ExcludeAttributes =
        [
            "System.Runtime.CompilerServices.AsyncStateMachineAttribute",
            "System.Runtime.CompilerServices.AsyncIteratorStateMachineAttribute",
            "System.Runtime.CompilerServices.IteratorStateMachineAttribute",
            "System.Runtime.CompilerServices.CompilerGeneratedAttribute",
            "System.Diagnostics.DebuggerStepThroughAttribute",
            "System.Runtime.CompilerServices.EnumeratorCancellationAttribute",
            "System.CodeDom.Compiler.GeneratedCodeAttribute",
            "System.ComponentModel.DescriptionAttribute",
        ],
    };

    private static IEnumerable<SourceProject> Projects => SourceProject.All.Where(static project => !project.IsTemplate);

    [TestCaseSource(nameof(Projects))]
    public void Package_ShowsWhatIsApproved(object package)
    {
        var project = (SourceProject)package;
        var shown = SurfaceOf(project);
        if (Environment.GetEnvironmentVariable(ApproveVariable) == "true")
        {
            File.WriteAllText(PathOf(project.Name), shown);
        }

        var approved = File.Exists(PathOf(project.Name)) ? File.ReadAllText(PathOf(project.Name)) : "";

        Assert.That(shown == approved, Is.True, () => $"""
            What {project.Name} shows is not what is approved in {Path.GetRelativePath(Repository.Root, PathOf(project.Name))}:

            {SurfaceDifference.Between(approved, shown)}
            If this is meant, approve it, and commit the text with its line in CHANGELOG.md:
            {Command}
            """);
    }

    [Test]
    public void ApprovedTexts_AreOfProjectsThatAreThere() =>
        Assert.That(
            Directory.EnumerateFiles(Path.GetDirectoryName(PathOf("x"))!).Select(static path => Path.GetFileName(path)),
            Is.SubsetOf(Projects.Select(static project => $"{project.Name}.txt")));

    private static string PathOf(string package) => Repository.PathOf($"tests/EventSinks.Packages.Tests/Approved/{package}.txt");

    private static string SurfaceOf(SourceProject project)
    {
        var assembly = Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, $"{project.AssemblyName}.dll"));
        return assembly.GeneratePublicApi(Options).ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
    }
}
