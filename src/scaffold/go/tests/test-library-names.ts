/**
 * What Ginkgo 2.11 to 2.19 and Gomega 1.27 to 1.33 export and a kind can be called: releases up to 4.2.0 import both with
 * a dot into the packages of API types.
 */
export const TEST_LIBRARY_NAMES: ReadonlySet<string> = new Set(
  `AbortSuite AddReportEntry AfterAll AfterEach AfterSuite And Assertion AsyncAssertion AttachProgressReporter BeADirectory
  BeARegularFile BeAnExistingFile BeAssignableToTypeOf BeClosed BeComparableTo BeElementOf BeEmpty BeEquivalentTo BeFalse
  BeFalseBecause BeIdenticalTo BeKeyOf BeNil BeNumerically BeSent BeTemporally BeTrue BeTrueBecause BeZero BeforeAll
  BeforeEach BeforeSuite Benchmarker By ConsistOf Consistently ConsistentlyWithOffset ContainElement ContainElements
  ContainSubstring Context ContinueOnFailure CurrentGinkgoTestDescription CurrentSpecReport Default DeferCleanup
  DeprecatedGinkgoTestDescription Describe DescribeTable DescribeTableSubtree Done Entry EntryDescription Equal Eventually
  EventuallyWithOffset Expect ExpectWithOffset FContext FDescribe FDescribeTable FDescribeTableSubtree FEntry FIt FSpecify
  FWhen Fail FlakeAttempts Focus FullGinkgoTInterface GinkgoConfiguration GinkgoHelper GinkgoLabelFilter GinkgoLogr
  GinkgoParallelNode GinkgoParallelProcess GinkgoRandomSeed GinkgoRecover GinkgoT GinkgoTB GinkgoTBWrapper GinkgoTInterface
  GinkgoTestDescription GinkgoTestingT GinkgoWriter GinkgoWriterInterface Gomega GomegaAssertion GomegaAsyncAssertion
  GomegaWithT GracePeriod HaveCap HaveEach HaveExactElements HaveExistingField HaveField HaveHTTPBody
  HaveHTTPHeaderWithValue HaveHTTPStatus HaveKey HaveKeyWithValue HaveLen HaveOccurred HavePrefix HaveSuffix HaveValue
  InterceptGomegaFailure InterceptGomegaFailures It JustAfterEach JustBeforeEach Label Labels MatchError MatchJSON
  MatchRegexp MatchXML MatchYAML Measure MustPassRepeatedly NewGomega NewGomegaWithT NewWithT NodeTimeout Not Offset
  OmegaMatcher OncePerOrdered Or Ordered PContext PDescribe PDescribeTable PDescribeTableSubtree PEntry PIt PSpecify PWhen
  Panic PanicWith PauseOutputInterception Pending PollProgressAfter PollProgressInterval PollingSignalError PreviewSpecs
  Receive RegisterFailHandler RegisterFailHandlerWithT RegisterTestingT Report ReportAfterEach ReportAfterSuite
  ReportBeforeEach ReportBeforeSuite ReportEntryVisibility ReportEntryVisibilityAlways
  ReportEntryVisibilityFailureOrVerbose ReportEntryVisibilityNever Reporter ResumeOutputInterception RunSpecs
  RunSpecsWithCustomReporters RunSpecsWithDefaultAndCustomReporters Satisfy SatisfyAll SatisfyAny Serial
  SetDefaultConsistentlyDuration SetDefaultConsistentlyPollingInterval SetDefaultEventuallyPollingInterval
  SetDefaultEventuallyTimeout Skip SpecContext SpecReport SpecTimeout Specify StopTrying Succeed SuppressProgressReporting
  SynchronizedAfterSuite SynchronizedBeforeSuite TableEntry TryAgainAfter When WithT WithTransform XContext XDescribe
  XDescribeTable XDescribeTableSubtree XEntry XIt XSpecify XWhen`.split(/\s+/),
);
